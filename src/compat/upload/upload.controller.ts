import { Controller, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Caller } from '../../common/principal/principal.decorators.js';
import type { Principal } from '../../common/principal/principal.js';
import { CompatRoute } from '../credentials/compat-route.decorator.js';
import { UploadService } from './upload.service.js';
import { DescribeUpload } from './upload.openapi.js';

/** The one address that several older systems have. */
@ApiTags('compat')
@Controller()
export class UploadController {
  constructor(private readonly uploads: UploadService) {}

  /** Upload a recording as the annotation client does: one id and one overview picture a channel. */
  @Post('upload')
  @CompatRoute()
  @DescribeUpload()
  upload(@Caller() caller: Principal, @Req() request: Request): Promise<unknown> {
    return this.uploads.receive(caller, request);
  }
}
