import { Controller, Get, HttpCode, Post, Req, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiDefaultResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Caller } from '../../../common/principal/principal.decorators.js';
import type { Principal } from '../../../common/principal/principal.js';
import { CompatRoute } from '../../credentials/compat-route.decorator.js';
import { ErrorSentence } from '../dto/audio-id.dto.js';
import { HashIdParam } from '../dto/hash-id.js';
import { MetadataWithLabelsResponse, PostedVersion, PostRequest, PostResponse } from './posted-annotations.dto.js';
import { PostedAnnotationsService } from './posted-annotations.service.js';

const DescribeHash = ApiParam({ name: 'hash', description: 'The `hash-id` in the address of the annotation client' });

/** Labels that the annotation client keeps under a hash id. Bodies are whole sets of labels, which the routes read themselves. */
@ApiTags('compat')
@ApiDefaultResponse({ description: 'What was wrong', type: ErrorSentence })
@Controller()
export class PostedAnnotationsController {
  constructor(private readonly annotations: PostedAnnotationsService) {}

  /** Keep all labels of a hash id as its next version. */
  @Post('post-annotations/:hash')
  @CompatRoute()
  @DescribeHash
  @ApiBody({ type: PostRequest })
  post(@Caller() caller: Principal, @HashIdParam() hash: string, @Req() request: Request): Promise<PostResponse> {
    return this.annotations.post(caller, request, hash);
  }

  /** Keep all labels of the instance that they name. */
  @Post('post-annotations')
  @CompatRoute()
  @ApiBody({ type: PostRequest })
  postInstance(@Caller() caller: Principal, @Req() request: Request): Promise<PostResponse> {
    return this.annotations.post(caller, request);
  }

  /** Read the versions of a hash id's labels, newest first: the caller's own, the last hundred. */
  @Get('get-annotations/:hash')
  @HttpCode(201)
  @CompatRoute()
  @DescribeHash
  @ApiCreatedResponse({ type: [PostedVersion] })
  list(@Caller() caller: Principal, @HashIdParam() hash: string): Promise<StreamableFile> {
    return this.annotations.list(caller, hash);
  }

  /** Read metadata and newest labels of a hash id at once, as an earlier client asks for them. */
  @Get('api/metadata/:hash')
  @CompatRoute()
  @DescribeHash
  @ApiOkResponse({ type: MetadataWithLabelsResponse })
  withMetadata(@Caller() caller: Principal, @HashIdParam() hash: string): Promise<StreamableFile> {
    return this.annotations.withMetadata(caller, hash);
  }
}
