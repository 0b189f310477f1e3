import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { UuidParam } from '../common/http/uuid-param.decorator.js';
import { PageQuery } from '../common/pagination/page.dto.js';
import { Caller } from '../common/principal/principal.decorators.js';
import type { Principal } from '../common/principal/principal.js';
import { DescribeFile, DescribeSave } from './annotations.openapi.js';
import { AnnotationsService } from './annotations.service.js';
import { LabelPage, LabelsQuery } from './dto/label.dto.js';
import {
  ComparisonResponse,
  ExportQuery,
  SavedVersionResponse,
  SaveVersionQuery,
  VersionPage,
  VersionResponse,
} from './dto/version.dto.js';
import { VersionParam } from './version-param.decorator.js';

const DescribeVersion = (name = 'version'): MethodDecorator =>
  ApiParam({ name, description: 'Number of a version, or `latest`; 0 is the track before its first save' });

@ApiTags('annotations')
@Controller('v1/annotations/:id/versions')
export class AnnotationsController {
  constructor(private readonly annotations: AnnotationsService) {}

  /** Save labels, or a file of labels, as the next version: all or nothing. */
  @Post()
  @DescribeSave()
  save(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @Query() query: SaveVersionQuery,
    @Req() request: Request,
  ): Promise<SavedVersionResponse> {
    return this.annotations.saveBody(caller, id, query, request);
  }

  /** List the versions of a track, newest first. */
  @Get()
  list(@Caller() caller: Principal, @UuidParam() id: string, @Query() page: PageQuery): Promise<VersionPage> {
    return this.annotations.list(caller, id, page);
  }

  /** Read who saved a version, when and why. */
  @Get(':version')
  @DescribeVersion()
  get(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @VersionParam() version: number | 'latest',
  ): Promise<VersionResponse> {
    return this.annotations.get(caller, id, version);
  }

  /** List the labels of a version by onset. */
  @Get(':version/labels')
  @DescribeVersion()
  labels(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @VersionParam() version: number | 'latest',
    @Query() query: LabelsQuery,
  ): Promise<LabelPage> {
    return this.annotations.labels(caller, id, version, query);
  }

  /** Download the labels of a version as a file. */
  @Get(':version/file')
  @DescribeVersion()
  @DescribeFile()
  file(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @VersionParam() version: number | 'latest',
    @Query() query: ExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    return this.annotations.sendFile(caller, id, version, query, response);
  }

  /** Compare two versions of a track. */
  @Get(':version/compare/:other')
  @DescribeVersion()
  @DescribeVersion('other')
  compare(
    @Caller() caller: Principal,
    @UuidParam() id: string,
    @VersionParam() version: number | 'latest',
    @VersionParam('other') other: number | 'latest',
    @Query() page: PageQuery,
  ): Promise<ComparisonResponse> {
    return this.annotations.compare(caller, id, [version, other], page);
  }
}
