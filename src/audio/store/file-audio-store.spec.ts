import { Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import fileSystem from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { TemporaryFiles } from '../../../test/support/temporary-files.js';
import { InsufficientStorageError, NotFoundError, PayloadTooLargeError } from '../../common/errors/errors.js';
import { Environment } from '../../config/environment.js';
import { FileAudioStore } from './file-audio-store.js';

const LIMIT = { limitBytes: 1000 };

describe('FileAudioStore', () => {
  const files = new TemporaryFiles();
  const incoming = join(files.directory, 'audio/incoming');
  const environment = Object.assign(new Environment(), { DATA_DIR: files.directory });
  const store = new FileAudioStore(environment);

  const storedFiles = (): string[] =>
    readdirSync(join(files.directory, 'audio'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
  const text = async (stream: Readable): Promise<string> => Buffer.concat(await stream.toArray()).toString();
  const write = (content: string): Promise<{ key: string }> =>
    store.write(Readable.from([Buffer.from(content)]), LIMIT);

  beforeAll(async () => {
    Logger.overrideLogger(false);
    await store.onModuleInit();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => files.remove());

  it('stores a stream with its size and hash, and gives it back', async () => {
    const chunks = [Buffer.from('one '), Buffer.from('two '), Buffer.from('three')];
    const { key, sizeBytes, sha256 } = await store.write(Readable.from(chunks), LIMIT);
    expect(sizeBytes).toBe(13);
    expect(sha256).toBe(createHash('sha256').update('one two three').digest('hex'));
    await expect(store.size(key)).resolves.toBe(13);
    await expect(text(await store.read(key))).resolves.toBe('one two three');
    await expect(text(await store.read(key, { start: 4, end: 6 }))).resolves.toBe('two');
    expect(readFileSync(store.localPath(key), 'utf8')).toBe('one two three');
    expect(readdirSync(incoming)).toEqual([]);
    await store.delete(key);
  });

  it('keeps what is derived beside it and deletes both', async () => {
    const { key } = await write('audio');
    await expect(store.readDerived(key, 'peaks')).resolves.toBeUndefined();
    await store.writeDerived(key, 'peaks', Buffer.from('first'));
    await store.writeDerived(key, 'peaks', Buffer.from('0123456789'));
    await expect(store.readDerived(key, 'peaks')).resolves.toEqual(Buffer.from('0123456789'));
    await expect(store.readDerived(key, 'peaks', { start: 2, end: 4 })).resolves.toEqual(Buffer.from('234'));
    await store.delete(key);
    await store.delete(key);
    expect(storedFiles()).toEqual([]);
    await expect(store.read(key)).rejects.toBeInstanceOf(NotFoundError);
    await expect(store.size(key)).rejects.toBeInstanceOf(NotFoundError);
  });

  it('lets a large derived file be written under a path, which is found when it is complete', async () => {
    const { key } = await write('audio');
    await expect(store.openDerived(key, 'spectrogram-0')).resolves.toBeUndefined();
    const size = await store.createDerived(key, 'spectrogram-0', 1_000, (path) => {
      writeFileSync(path, 'first');
      return Promise.resolve(5);
    });
    expect(size).toBe(5);
    const open = (await store.openDerived(key, 'spectrogram-0'))!;
    const failure = store.createDerived(key, 'spectrogram-0', 0, (path) => {
      writeFileSync(path, 'broken');
      return Promise.reject(new Error('the job was cancelled'));
    });
    await expect(failure).rejects.toThrow('the job was cancelled');
    await expect(store.readDerived(key, 'spectrogram-0')).resolves.toEqual(Buffer.from('first'));
    await store.createDerived(key, 'spectrogram-0', 0, (path) => Promise.resolve(writeFileSync(path, 'second')));
    await expect(store.readDerived(key, 'spectrogram-0')).resolves.toEqual(Buffer.from('second'));
    await expect(open.read({ start: 1, end: 10 })).resolves.toEqual(Buffer.from('irst'));
    await open.close();
    await expect(store.createDerived(key, 'peaks', 1e18, () => Promise.resolve())).rejects.toBeInstanceOf(
      InsufficientStorageError,
    );
    await expect(store.openDerived(key, 'spectrogram-../x')).rejects.toThrow('not a name');
    await store.delete(key);
    expect(storedFiles()).toEqual([]);
  });

  it('cuts an upload at the limit, and leaves the stream to the caller', async () => {
    let given = 0;
    const endless = new Readable({
      read() {
        given += 100;
        this.push(Buffer.alloc(100));
      },
    });
    await expect(store.write(endless, LIMIT)).rejects.toBeInstanceOf(PayloadTooLargeError);
    expect(given).toBeLessThan(100_000);
    expect(endless.destroyed).toBe(false);
    expect(storedFiles()).toEqual([]);
    endless.destroy();
  });

  it('leaves nothing behind when the client disconnects or the upload is aborted', async () => {
    const cut = new Readable({ read: () => undefined });
    cut.push('first bytes');
    const failure = store.write(cut, LIMIT);
    setTimeout(() => cut.destroy(new Error('socket hang up')), 20);
    await expect(failure).rejects.toThrow('socket hang up');

    const gone = new Readable({ read: () => undefined });
    const refused = store.write(gone, LIMIT);
    gone.destroy(new Error('left at once'));
    await expect(refused).rejects.toThrow('left at once');

    const slow = new Readable({ read: () => undefined });
    slow.push('first bytes');
    const stopper = new AbortController();
    const aborted = store.write(slow, { ...LIMIT, signal: stopper.signal });
    setTimeout(() => stopper.abort(new Error('too slow')), 20);
    await expect(aborted).rejects.toThrow('too slow');
    await expect(store.write(Readable.from(['x']), { ...LIMIT, signal: stopper.signal })).rejects.toThrow('too slow');
    expect(storedFiles()).toEqual([]);
  });

  it('says 507 when the disk is full, and leaves nothing behind', async () => {
    const { open } = fileSystem;
    jest.spyOn(fileSystem, 'open').mockImplementation(async (...parameters) => {
      const file = await open(...parameters);
      jest.spyOn(file, 'appendFile').mockRejectedValue(Object.assign(new Error('full'), { code: 'ENOSPC' }));
      return file;
    });
    const failure = write('audio');
    await expect(failure).rejects.toBeInstanceOf(InsufficientStorageError);
    await expect(failure).rejects.toMatchObject({ status: 507 });
    expect(storedFiles()).toEqual([]);
  });

  it('removes unfinished uploads at the start; of a shared directory only old ones', async () => {
    const [fresh, old] = ['fresh.part', 'old.part'].map((name) => join(incoming, name));
    const makeBoth = (): void => {
      for (const path of [fresh, old]) writeFileSync(path, 'x');
      utimesSync(old, new Date(), Date.now() / 1000 - 7200);
    };
    makeBoth();
    const shared = Object.assign(new Environment(), { ...environment, DATABASE_URL: 'postgres://db/x' });
    await new FileAudioStore(shared).onModuleInit();
    expect(storedFiles()).toEqual(['fresh.part']);
    makeBoth();
    await new FileAudioStore(environment).onModuleInit();
    expect(storedFiles()).toEqual([]);
  });

  it('starts although another process finishes an upload at this moment', async () => {
    symlinkSync('renamed-since', join(incoming, 'ghost.part'));
    await expect(new FileAudioStore(environment).onModuleInit()).resolves.toBeUndefined();
  });

  it('knows only its own keys', async () => {
    for (const key of ['', '../../etc/passwd', 'x'.repeat(36), '0/../../0']) {
      await expect(store.size(key)).rejects.toThrow('not a key');
      expect(() => store.localPath(key)).toThrow('not a key');
    }
  });

  it('tells how much room is left', async () => {
    await expect(store.freeBytes()).resolves.toBeGreaterThan(0);
  });
});
