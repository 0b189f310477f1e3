import { Body, Controller, Module, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsObject, IsUUID } from 'class-validator';
import { Caller } from '../../src/common/principal/principal.decorators.js';
import type { Principal } from '../../src/common/principal/principal.js';
import { Transactions } from '../../src/database/transactions.js';
import { JobEntity } from '../../src/jobs/entities/job.entity.js';
import type { JobStatus } from '../../src/jobs/job-status.js';
import type { Transcript } from '../../src/transcription/transcript.js';
import { TranscriptSegmentsService } from '../../src/transcription/search/transcript-segments.service.js';
import { TranscriptsModule } from '../../src/transcription/transcripts.module.js';

class ProbeTranscriptRequest {
  @IsUUID()
  recordingId: string;

  @IsObject()
  transcript: object;

  @IsIn(['succeeded', 'running'])
  status: JobStatus = 'succeeded';
}

/** Makes transcriptions without a model: as the queue leaves them when one has ended. */
@ApiExcludeController()
@Controller('v1/probe/transcripts')
class ProbeTranscriptsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly segments: TranscriptSegmentsService,
  ) {}

  @Post()
  async create(@Caller() caller: Principal, @Body() request: ProbeTranscriptRequest): Promise<{ id: string }> {
    const { recordingId, status } = request;
    const transcript = request.transcript as Transcript;
    const isDone = status === 'succeeded';
    const id = await this.transactions.run(async (transaction) => {
      const { identifiers } = await transaction.manager.insert(JobEntity, {
        kind: 'transcription',
        ownerId: caller.id,
        recordingId,
        options: {},
        status,
        rank: 0,
        maximumAttempts: 1,
        timeoutSeconds: 3600,
        result: isDone ? transcript : null,
      });
      const job = { id: identifiers[0].id as string, recordingId };
      if (isDone) await this.segments.store(transaction, job, transcript);
      return job.id;
    });
    return { id };
  }
}

/** Transcripts whose words tests choose. */
@Module({ imports: [TranscriptsModule], controllers: [ProbeTranscriptsController] })
export class ProbeTranscriptsModule {}
