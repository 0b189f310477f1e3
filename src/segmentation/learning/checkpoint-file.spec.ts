import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckpointFile } from './checkpoint-file.js';

describe('CheckpointFile', () => {
  let directory: string;
  beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'checkpoints-'))));
  afterEach(() => rm(directory, { recursive: true }));

  it('leaves out checkpoints that come too soon, but never the last for now', async () => {
    const path = join(directory, 'checkpoint');
    const file = new CheckpointFile(path, 3600_000);
    expect(await file.read()).toBeUndefined();
    await file.write(Uint8Array.of(1), 'regular');
    expect(await file.read()).toBeUndefined();
    await file.write(Uint8Array.of(2), 'ending');
    await file.write(Uint8Array.of(3), 'regular');
    expect([...(await new CheckpointFile(path).read())!]).toEqual([2]);
    const eager = new CheckpointFile(path, 0);
    await eager.write(Uint8Array.of(4), 'regular');
    expect([...(await eager.read())!]).toEqual([4]);
    expect(await readdir(directory)).toEqual(['checkpoint']);
  });
});
