import { Body, Controller, Module, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { CreateAnalysisRequest } from '../../src/analyses/dto/create-analysis.dto.js';
import { Caller } from '../../src/common/principal/principal.decorators.js';
import type { Principal } from '../../src/common/principal/principal.js';
import { Transactions } from '../../src/database/transactions.js';
import { JobsModule } from '../../src/jobs/jobs.module.js';
import { JobCreation } from '../../src/jobs/store/job-creation.js';
import { PROBE_KINDS, PROBE_PROCESSORS } from './probe-kinds.js';

class ProbeRequest extends CreateAnalysisRequest {
  /** How many jobs of this sort to make in one transaction. */
  @IsInt()
  @Min(1)
  @Max(10_000)
  count: number = 1;
}

/** Makes jobs without a recording, so that tests of the job engine need no audio. */
@ApiExcludeController()
@Controller('v1/probe')
class ProbeController {
  constructor(
    private readonly transactions: Transactions,
    private readonly creation: JobCreation,
  ) {}

  @Post()
  async create(@Caller() { id: ownerId }: Principal, @Body() request: ProbeRequest): Promise<{ ids: string[] }> {
    const { count, ...job } = request;
    const ids = await this.transactions.run(async (transaction) => {
      const made: string[] = [];
      while (made.length < count) {
        made.push((await this.creation.create(transaction, { ...job, ownerId, recordingId: null })).id);
      }
      return made;
    });
    return { ids };
  }
}

/** Job kinds whose behaviour tests choose. */
@Module({
  imports: [JobsModule, ...PROBE_KINDS.map((kind) => JobsModule.forKind(kind))],
  controllers: [ProbeController],
  providers: PROBE_PROCESSORS,
})
export class ProbeKindsModule {}
