import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileForm, makeWav } from '../support/make-wav.js';
import { eventually, storedFiles } from '../support/stored-files.js';
import { TestServer } from '../support/test-server.js';

const MEGABYTE = 1024 * 1024;
const RESERVED = 64 * MEGABYTE;

interface Recording {
  id: string;
  sha256: string;
}

/** A disk of its own, where this machine lets us have one. */
function mountSmallDisk(): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'earshot-full-'));
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', directory], {
    encoding: 'utf8',
  });
  if (status === 0) return directory;
  rmSync(directory, { recursive: true });
  process.stderr.write(`No disk can be mounted here (${stderr?.trim() || 'no mount program'}); skipped: full disks\n`);
  return undefined;
}

const disk = mountSmallDisk();

(disk === undefined ? describe.skip : describe)('a full disk', () => {
  const directory = disk!;
  const ballast = join(directory, 'ballast');
  const wav = makeWav({ seconds: 100 });
  const kept: Recording[] = [];
  let server: TestServer;
  let token: string;

  const freeBytes = (): number => {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize;
  };
  const upload = async () => server.call<Recording>('/v1/recordings', { token, form: fileForm(wav) });

  beforeAll(async () => {
    server = await TestServer.start({ environment: { DATA_DIR: directory } });
    token = await server.adminToken();
  });
  afterAll(async () => {
    await server.kill();
    spawnSync('umount', [directory]);
    rmSync(directory, { recursive: true });
  });

  it('answers 507 while there is still room for the database, and leaves nothing behind', async () => {
    let answer = await upload();
    for (let count = 0; answer.status === 201 && count < 40; count++) {
      kept.push(answer.body);
      answer = await upload();
    }
    expect(answer).toMatchObject({ status: 507, body: { type: 'urn:earshot:problem:insufficient-storage' } });
    expect(freeBytes()).toBeGreaterThan(RESERVED - 16 * MEGABYTE);
    // The recording and its peaks, for each that was kept.
    expect(storedFiles(directory)).toHaveLength(2 * kept.length);
    expect((await server.call('/health/ready')).status).toBe(503);
  });

  it('takes uploads again once space was freed', async () => {
    const freed = kept.splice(0, 3);
    for (const { id } of freed) {
      expect((await server.call(`/v1/recordings/${id}`, { token, method: 'DELETE' })).status).toBe(204);
    }
    const { status, body } = await upload();
    expect(status).toBe(201);
    kept.push(body);
    expect((await server.call('/health/ready')).status).toBe(200);
  });

  it('stops with a clear message when others take the rest and the database cannot write its log; nothing is lost', async () => {
    writeFileSync(ballast, Buffer.alloc(freeBytes() - 15 * MEGABYTE));
    let ballastBytes = statSync(ballast).size;
    const answers = new Set<number>();
    const change = async (): Promise<void> => {
      const notes = randomBytes(14_000).toString('base64');
      const path = `/v1/recordings/${kept[0].id}`;
      const { status } = await server.call(path, { token, method: 'PATCH', json: { notes } });
      answers.add(status);
      // Room for its tables, but never for the next 16 MB of its log.
      if (status === 507) truncateSync(ballast, (ballastBytes -= MEGABYTE));
    };
    const ended = () => server.output.includes('The embedded database stopped');
    for (let count = 0; !ended() && count < 5000; count++) await change().catch(() => undefined);
    expect(await eventually(ended, (isSo) => isSo)).toBe(true);
    for (const status of answers) expect([200, 500, 507]).toContain(status);

    rmSync(ballast);
    await server.restart();
    token = await server.adminToken();
    for (const { id, sha256 } of kept) {
      const response = await fetch(`${server.url}/v1/recordings/${id}/audio`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(
        createHash('sha256')
          .update(Buffer.from(await response.arrayBuffer()))
          .digest('hex'),
      ).toBe(sha256);
    }
  });
});
