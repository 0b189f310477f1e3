import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../common/principal/principal.decorators.js';
import { LivenessResponse, ReadinessResponse } from './dto/health.dto.js';
import { HealthService } from './health.service.js';

@ApiTags('operation')
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** Whether the process answers at all; restart it if not. */
  @Get('live')
  @Header('Cache-Control', 'no-store')
  live(): LivenessResponse {
    return { status: 'ok' };
  }

  /** Whether the process can serve: database, queue and disk. */
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiResponse({ status: 200, type: ReadinessResponse })
  @ApiResponse({ status: 503, type: ReadinessResponse, description: 'Something that the server needs is missing' })
  async ready(@Res({ passthrough: true }) response: Response): Promise<ReadinessResponse> {
    return this.health.readiness().then((report) => (response.status(report.status === 'ok' ? 200 : 503), report));
  }
}
