import { Body, Controller, Module, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { Caller } from '../../src/common/principal/principal.decorators.js';
import type { Principal } from '../../src/common/principal/principal.js';
import { Transactions } from '../../src/database/transactions.js';
import { readModelFile, writeModelDirectory } from '../../src/inference/model-directory.js';
import type { JobContext, JobKind, JobOutcome, JobProcessor } from '../../src/jobs/job-context.js';
import { JobsModule } from '../../src/jobs/jobs.module.js';
import { Processes } from '../../src/jobs/processes.decorator.js';
import { JobCreation } from '../../src/jobs/store/job-creation.js';
import { ModelsModule } from '../../src/models/models.module.js';
import { ModelsService } from '../../src/models/models.service.js';
import { PROBE_MANIFEST } from './probe-manifest.js';

class ProbeModelRequest {
  @IsString()
  name: string;

  /** Name or id of the model that this one is said to be trained from. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  base?: string;

  /** The model is ready at once; otherwise its training goes on until the job is cancelled. */
  @IsOptional()
  @IsBoolean()
  ready: boolean = true;
}

class ProbeUseRequest {
  @IsString()
  name: string;
}

/** Makes models without training them, and opens them as what runs them does. */
@ApiExcludeController()
@Controller('v1/probe/models')
class ProbeModelsController {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: JobCreation,
    private readonly models: ModelsService,
  ) {}

  @Post()
  async create(
    @Caller() caller: Principal,
    @Body() request: ProbeModelRequest,
  ): Promise<{ id: string; jobId: string }> {
    const base = request.base === undefined ? null : await this.models.resolve(caller, 'segmentation', request.base);
    const made = await this.transactions.run(async (transaction) => {
      const training = request.ready ? { kind: 'probe.noop' } : { kind: 'probe.sleep', options: { ms: 600_000 } };
      const { id: jobId } = await this.jobs.create(transaction, { ...training, ownerId: caller.id, recordingId: null });
      const model = { ownerId: caller.id, name: request.name, task: 'segmentation', base, jobId } as const;
      return { ...(await this.models.reserve(transaction, model)), jobId };
    });
    if (request.ready) {
      const directory = this.models.newDirectory();
      await writeModelDirectory(
        directory,
        { ...PROBE_MANIFEST, name: made.name },
        { 'model.onnx': Buffer.from(made.id) },
      );
      const scores = { segmentF1: 0.9 };
      await this.transactions.run((transaction) =>
        this.models.register(transaction, { id: made.id, directory, scores }),
      );
    }
    return made;
  }

  @Post('use')
  async use(@Caller() caller: Principal, @Body() { name }: ProbeUseRequest): Promise<object> {
    const { directory, manifest, ...model } = await this.models.resolve(caller, 'segmentation', name);
    return { ...model, bytes: (await readModelFile(directory, manifest, 'model.onnx')).length };
  }
}

class ProbeModelOptions {}

class ProbeModelResult {
  directory: string;
}

/** A kind of analysis whose model has to be fetched. */
const PROBE_MODEL_KIND: JobKind<ProbeModelOptions, ProbeModelResult> = {
  kind: 'probe.model',
  description: 'Names the model for transcription.',
  optionsClass: ProbeModelOptions,
  resultClass: ProbeModelResult,
  usesModel: true,
  modelTask: 'transcription',
};

@Processes(PROBE_MODEL_KIND.kind)
class ProbeModelProcessor implements JobProcessor<ProbeModelOptions, ProbeModelResult> {
  constructor(private readonly models: ModelsService) {}

  async process({ ownerId, model }: JobContext): Promise<JobOutcome<ProbeModelResult>> {
    const { name, version, directory } = await this.models.resolve(
      { id: ownerId, role: 'user' },
      'transcription',
      model,
    );
    return { result: { directory }, model: `${name}@${version}` };
  }
}

/** Models whose making tests choose. */
@Module({
  imports: [JobsModule.forKind(PROBE_MODEL_KIND), ModelsModule],
  controllers: [ProbeModelsController],
  providers: [ProbeModelProcessor],
})
export class ProbeModelsModule {}
