import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiDefaultResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../../common/principal/principal.decorators.js';
import { CompatBody } from '../../body/compat-body.decorator.js';
import { CompatRoute } from '../../credentials/compat-route.decorator.js';
import { ErrorSentence } from '../dto/audio-id.dto.js';
import { HashIdParam } from '../dto/hash-id.js';
import { GetMetadataRequest, MetadataFields, MetadataQuery } from './metadata.dto.js';
import { MetadataService } from './metadata.service.js';

/** What hash ids stand for, for administrators. */
@ApiTags('annotation client')
@ApiParam({ name: 'hash', description: 'The `hash-id` in the address of the annotation client' })
@AdminOnly()
@Controller('v1/annotation-client/metadata/:hash')
export class MetadataController {
  constructor(private readonly metadata: MetadataService) {}

  /** Say which audio the annotation client opens for a hash id, and how. */
  @Put()
  put(
    @HashIdParam() hash: string,
    @Query() { userProfile }: MetadataQuery,
    @Body() content: MetadataFields,
  ): Promise<MetadataFields> {
    return this.metadata.put(hash, userProfile, content);
  }

  /** Read what was said. */
  @Get()
  get(@HashIdParam() hash: string, @Query() { userProfile }: MetadataQuery): Promise<MetadataFields> {
    return this.metadata.get(hash, userProfile);
  }

  /** Take it back. What was posted for the hash id stays. */
  @Delete()
  @HttpCode(204)
  delete(@HashIdParam() hash: string, @Query() { userProfile }: MetadataQuery): Promise<void> {
    return this.metadata.delete(hash, userProfile);
  }
}

@ApiTags('compat')
@ApiDefaultResponse({ description: 'What was wrong', type: ErrorSentence })
@Controller()
export class GetMetadataController {
  constructor(private readonly metadata: MetadataService) {}

  /** Ask what a hash id stands for: a list of one, or an empty one. */
  @Post('get-metadata')
  @CompatRoute({ body: GetMetadataRequest })
  ask(@CompatBody() request: GetMetadataRequest): Promise<MetadataFields[]> {
    return this.metadata.ask(request);
  }
}
