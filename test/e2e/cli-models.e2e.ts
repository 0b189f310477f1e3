import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZipFile } from 'yazl';
import { buffer } from 'node:stream/consumers';
import { EarshotCommand, type EndedCommand } from '../support/earshot-command.js';
import { FakeHub } from '../support/fake-hub.js';
import { TemporaryFiles } from '../support/temporary-files.js';
import { tinyOnnx } from '../support/tiny-onnx.js';
import { until } from '../support/until.js';

const REPOSITORY = 'Xenova/twitter-roberta-base-sentiment-latest';
const NAME = 'twitter-roberta-base-sentiment-latest';
const GRAPH = 'onnx/model_quantized.onnx';
const WEIGHTS = tinyOnnx(Buffer.alloc(4_000_000, 'weights of a model '));
const FILES = {
  'config.json': Buffer.from('{"id2label":{"0":"negative","1":"neutral","2":"positive"}}'),
  'tokenizer.json': Buffer.from('{}'),
  'tokenizer_config.json': Buffer.from('{}'),
  [GRAPH]: WEIGHTS,
};

interface Listed {
  name: string;
  task: string;
  status: string;
  isDefault: boolean;
}

describe('earshot models', () => {
  const files = new TemporaryFiles();
  let hub: FakeHub;
  let data: string;
  let count = 0;

  const environment = (): NodeJS.ProcessEnv => ({ DATA_DIR: data, MODEL_HUB_URL: hub.url });
  const models = (...args: readonly string[]): Promise<EndedCommand> =>
    EarshotCommand.run(['models', ...args], environment());
  const listed = async (): Promise<Listed[]> => JSON.parse((await models('list', '--json')).out) as Listed[];
  const target = (): string => join(data, 'models', 'hub', 'sentiment', NAME);
  const zip = async (entries: Readonly<Record<string, Buffer | string>>): Promise<string> => {
    const file = new ZipFile();
    for (const [name, bytes] of Object.entries(entries)) file.addBuffer(Buffer.from(bytes), name);
    file.end();
    return files.write(await buffer(file.outputStream), `${count++}.zip`);
  };

  beforeEach(async () => {
    data = join(files.directory, `data-${count++}`);
    hub = await FakeHub.start();
    hub.add(REPOSITORY, FILES);
  });
  afterEach(() => hub.stop());
  afterAll(() => files.remove());

  it('explains itself', async () => {
    const help = await models('--help');
    expect(help).toMatchObject({ code: 0, error: '' });
    for (const command of ['list', 'pull', 'verify', 'remove', 'import']) expect(help.out).toContain(command);
    expect((await models('pull', '--help')).out).toContain('MODEL_HUB_URL');
    expect((await models('pull', 'nothing-such')).error).toContain('whisper-base');
    expect(await models('list', '--task', 'flying')).toMatchObject({ code: 2 });
  });

  it('fetches a model, lists it, verifies it and removes it', async () => {
    const pulled = await models('pull', NAME);
    expect(pulled).toMatchObject({ code: 0, out: expect.stringContaining(`in ${target()}\n`) as string });
    expect(pulled.error).toContain('% of 4.0 MB');
    expect((await listed()).filter(({ task }) => task === 'sentiment')).toContainEqual(
      expect.objectContaining({ name: NAME, status: 'installed', isDefault: true }),
    );
    expect((await models('list')).out).toMatch(/whisper-base +transcription +available/);
    expect((await models('pull', NAME)).out).toContain('is installed already');
    expect(await models('verify', NAME)).toEqual({ code: 0, out: `${NAME}: intact\n`, error: '' });

    const graph = join(target(), 'model_quantized.onnx');
    writeFileSync(graph, Buffer.alloc(WEIGHTS.length, 'x'));
    const damaged = await models('verify', NAME, '--json');
    expect(damaged.code).toBe(1);
    expect(JSON.parse(damaged.out)).toEqual([
      expect.objectContaining({
        isIntact: false,
        fault: expect.stringContaining('"npm run --silent earshot -- models pull"') as string,
      }),
    ]);
    expect((await models('pull', NAME, '--json')).code).toBe(0);
    expect(readFileSync(graph).equals(WEIGHTS)).toBe(true);

    expect(await models('remove', NAME)).toMatchObject({ code: 0, out: `${NAME} is removed\n` });
    expect(existsSync(target())).toBe(false);
    expect(await models('remove', NAME)).toMatchObject({ code: 1 });
    expect((await models('remove', 'segmenter-base')).error).toContain('comes with Earshot');
  });

  it('goes on after it was killed in the middle, and nothing is half installed meanwhile', async () => {
    hub.fail(GRAPH, { type: 'stall', afterBytes: 2_000_000 });
    const first = EarshotCommand.start(['models', 'pull', NAME], environment());
    const part = join(data, 'models', 'hub', '.part', 'sentiment', NAME, 'files');
    const fetched = (): boolean =>
      existsSync(part) &&
      readdirSync(part).some((each) => each.endsWith('.part') && statSync(join(part, each)).size > 1e6);
    await until(fetched, 'half of the model is on the disk');
    first.child.kill('SIGKILL');
    await first.ended;
    expect(existsSync(target())).toBe(false);
    expect((await listed()).find(({ name }) => name === NAME)).toMatchObject({ status: 'available' });

    expect(await models('pull', NAME)).toMatchObject({ code: 0 });
    const last = hub.fetchesOf(GRAPH).at(-1)!;
    expect(Number(/^bytes=(\d+)-$/.exec(last.range ?? '')?.[1])).toBeGreaterThan(1e6);
    expect(readFileSync(join(target(), 'model_quantized.onnx')).equals(WEIGHTS)).toBe(true);
    expect(existsSync(part)).toBe(false);
  });

  it('ends in order when it is interrupted, and lets nobody else fetch the same model meanwhile', async () => {
    hub.fail(GRAPH, { type: 'stall', afterBytes: 2_000_000 });
    const first = EarshotCommand.start(['models', 'pull', NAME], environment());
    await until(() => hub.fetchesOf(GRAPH).length > 1, 'the graph is being fetched');
    expect(await models('pull', NAME)).toMatchObject({
      code: 1,
      error: expect.stringContaining('being fetched') as string,
    });
    first.child.kill('SIGINT');
    expect(await first.ended).toMatchObject({
      code: 130,
      error: expect.stringContaining('run the command again') as string,
    });
    expect(await models('pull', NAME)).toMatchObject({ code: 0 });
  });

  it('says in one line what is wrong with the hub', async () => {
    hub.fail(GRAPH, { type: 'flip' });
    const flipped = await models('pull', NAME);
    expect(flipped.code).toBe(1);
    expect(flipped.error).toMatch(
      /earshot: model_quantized\.onnx: the SHA-256 of what came is .* nothing was installed\.\n$/,
    );
    hub.fail(GRAPH, { type: 'status', status: 503 });
    const busy = await models('pull', NAME);
    expect(busy.code).toBe(0);
    expect(busy.error).toMatch(new RegExp(`^${NAME}: trying again in 1 s: http.* answered 503\\.$`, 'm'));
    expect(await models('remove', NAME)).toMatchObject({ code: 0 });
    hub.apiStatus = 404;
    expect((await models('pull', NAME)).error).toContain('no such repository');
    expect(existsSync(target())).toBe(false);
  });

  it('imports what another server has exported, and a download of the hub', async () => {
    await models('pull', NAME);
    const exported: Record<string, Buffer> = {};
    for (const name of readdirSync(target())) exported[name] = readFileSync(join(target(), name));
    const path = await zip(exported);
    const other = join(files.directory, `data-${count++}`);
    const imported = await models('import', path, '--name', 'mine', '--data-dir', other);
    const place = join(other, 'models', 'hub', 'sentiment', 'mine');
    expect(imported).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^mine .* is installed for sentiment in /) as string,
    });
    expect(imported.out).toContain(`in ${place}\n`);
    expect((await models('verify', 'mine', '--data-dir', other)).code).toBe(0);
    expect((await models('import', path, '--name', 'mine', '--data-dir', other)).error).toContain('--replace');
    expect((await models('import', path, '--name', 'mine', '--data-dir', other, '--replace')).code).toBe(0);
    expect((await models('import', path, '--name', 'segmenter-base', '--data-dir', other)).code).toBe(1);

    for (const given of [path, place]) {
      const { code, error } = await models('import', given, '--name', 'other', '--task', 'transcription');
      expect(code).toBe(1);
      expect(error).toContain('says that it is for sentiment, --task says transcription');
    }

    const download = join(files.directory, 'download');
    mkdirSync(join(download, 'onnx'), { recursive: true });
    for (const [name, bytes] of Object.entries(FILES)) writeFileSync(join(download, name), bytes);
    expect((await models('import', download)).error).toContain('--task');
    expect((await models('import', download, '--task', 'transcription')).error).toContain('generation_config.json');
    expect((await models('import', download, '--task', 'sentiment', '--name', 'flat')).code).toBe(0);
    const flat = join(data, 'models', 'hub', 'sentiment', 'flat');
    expect(JSON.parse(readFileSync(join(flat, 'model.json'), 'utf8'))).toMatchObject({
      name: 'flat',
      source: 'imported',
      settings: { family: 'roberta', graph: 'model_quantized.onnx', labels: ['negative', 'neutral', 'positive'] },
    });
    rmSync(join(download, 'onnx'), { recursive: true });
    expect((await models('import', download, '--task', 'sentiment', '--name', 'none')).error).toContain('no graph');
  });

  it('refuses zips that are damaged or meant to harm', async () => {
    await models('pull', NAME);
    const files = Object.fromEntries(
      readdirSync(target()).map((name) => [name, readFileSync(join(target(), name))]),
    ) as Record<string, Buffer>;
    const refusal = async (entries: Readonly<Record<string, Buffer | string>>): Promise<string> => {
      const { code, error } = await models('import', await zip(entries), '--name', 'hostile');
      expect(code).toBe(1);
      expect(existsSync(join(data, 'models', 'hub', 'sentiment', 'hostile'))).toBe(false);
      return error;
    };
    expect(await refusal({ 'config.json': files['config.json'] })).toContain('no model.json');
    expect(await refusal({ ...files, 'extra.txt': 'x' })).toContain('"extra.txt" is not listed');
    expect(await refusal({ ...files, 'deep/model_quantized.onnx': 'x' })).toContain('is not listed');
    expect(await refusal({ 'model.json': files['model.json'] })).toContain('lacks');
    expect(await refusal({ ...files, 'tokenizer.json': '[]' })).toContain('its SHA-256 is');
    expect(await refusal({ ...files, 'tokenizer.json': '[1, 2]' })).toContain('has 6 bytes, model.json says 2');
    const text = files['model.json'].toString().replaceAll('tokenizer.json', '../escape.json');
    expect(await refusal({ ...files, 'model.json': text })).toContain('plain file name');
    expect(await refusal({ ...files, 'more.zip': 'x' })).toContain('archives within');
    expect((await models('import', join(target(), 'config.json'))).error).toContain('it is no zip');
  });
});
