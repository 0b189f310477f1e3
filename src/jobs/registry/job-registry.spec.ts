import { Injectable, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import type { JobOutcome, JobProcessor } from '../job-context.js';
import { JobsModule } from '../jobs.module.js';
import { Processes } from '../processes.decorator.js';
import { JobRegistry } from './job-registry.js';

class Options {}
class Result {}

class Nothing implements JobProcessor {
  process(): Promise<JobOutcome> {
    return Promise.resolve({ result: {} });
  }
}

@Processes('music')
@Injectable()
class MusicProcessor extends Nothing {}

@Processes('music')
@Injectable()
class OtherMusicProcessor extends Nothing {}

const music = { kind: 'music', description: 'Tempo and key.', optionsClass: Options, resultClass: Result };

async function registryWith(kinds: (typeof music)[], processors: Type[]): Promise<JobRegistry> {
  const testing = await Test.createTestingModule({
    imports: [DiscoveryModule, ...kinds.map((kind) => JobsModule.forKind(kind))],
    providers: [JobRegistry, ...processors],
  }).compile();
  await testing.init();
  return testing.get(JobRegistry);
}

describe('JobRegistry', () => {
  it('puts a kind and its processor together', async () => {
    const registry = await registryWith([music], [MusicProcessor]);
    expect(registry.names).toEqual(['music']);
    expect(registry.find('music')).toMatchObject({ ...music, timeoutSeconds: 3600, maxAttempts: 3 });
    expect(registry.find('music')!.processor).toBeInstanceOf(MusicProcessor);
    expect(registry.find('speech')).toBeUndefined();
  });

  it.each<[string, (typeof music)[], Type[], string]>([
    ['a kind without a processor', [music], [], 'has no processor'],
    ['a kind with two', [music], [MusicProcessor, OtherMusicProcessor], 'MusicProcessor, OtherMusicProcessor'],
    ['a kind registered twice', [music, { ...music, description: 'B' }], [MusicProcessor], 'registered twice'],
    ['a processor without a kind', [], [MusicProcessor], 'which no module registers'],
    ['a bad name', [{ ...music, kind: 'Music!' }], [], 'not a valid name'],
  ])('stops the boot on %s', async (_what, kinds, processors, message) => {
    await expect(registryWith(kinds, processors)).rejects.toThrow(message);
  });
});
