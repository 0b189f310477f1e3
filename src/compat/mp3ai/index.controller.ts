import { All, Controller, Get, Req } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Request } from 'express';
import { RestController, RestRoute } from './rest/rest-route.decorator.js';

const ONLY_GET = { methods: ['GET', 'HEAD'] };

/** Where things are. */
export class Mp3aiIndex {
  /** URL. */
  recordings: string;
}

/** Start of mp3.ai's API. */
@Controller('api/v1')
@RestController()
export class Mp3aiIndexController {
  /** List the lists. */
  @Get()
  @RestRoute(ONLY_GET)
  index(@Req() request: Request): Mp3aiIndex {
    return { recordings: `${request.protocol}://${request.get('host')}/api/v1/recordings/` };
  }

  @All()
  @RestRoute(ONLY_GET)
  @ApiExcludeEndpoint()
  noOtherMethods(): void {
    // The guard has answered.
  }
}
