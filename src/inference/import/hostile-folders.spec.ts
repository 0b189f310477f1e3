import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TemporaryFiles } from '../../../test/support/temporary-files.js';
import { onnxWithExternalData, tinyOnnx } from '../../../test/support/tiny-onnx.js';
import { exportedDirectory } from './exported-directory.js';
import { huggingfaceDirectory } from './huggingface-directory.js';
import { importModel } from './import-model.js';

const GRAPH = 'onnx/model_quantized.onnx';
const FILES: Readonly<Record<string, Buffer | string>> = {
  'config.json': '{"id2label":{"0":"negative","1":"neutral","2":"positive"}}',
  'tokenizer.json': '{}',
  'tokenizer_config.json': '{}',
  [GRAPH]: tinyOnnx('weights'),
};

describe('folders of others', () => {
  const files = new TemporaryFiles();
  let folder: string;
  let hub: string;
  let count = 0;

  const make = (at: string, content = FILES): void => {
    mkdirSync(join(at, 'onnx'), { recursive: true });
    for (const [name, bytes] of Object.entries(content)) writeFileSync(join(at, name), bytes);
  };
  beforeEach(() => {
    const own = join(files.directory, `case-${count++}`);
    [folder, hub] = [join(own, 'model'), join(own, 'hub')];
    make(folder);
  });
  afterAll(() => files.remove());

  const link = (target: string, name: string): void => {
    execFileSync('rm', [join(folder, name)]);
    symlinkSync(target, join(folder, name));
  };
  async function importFolder(at = folder): Promise<void> {
    const source = existsSync(join(at, 'model.json'))
      ? await exportedDirectory(at)
      : await huggingfaceDirectory(at, 'sentiment');
    await importModel(source, { hubDirectory: hub, name: 'given' });
  }
  async function refusal(at = folder): Promise<string> {
    const fault = await importFolder(at).then(
      () => 'nothing',
      (error: Error) => error.message,
    );
    expect(existsSync(join(hub, 'sentiment', 'given'))).toBe(false);
    return fault;
  }

  it('are taken when they are as they should be, also with links within', async () => {
    writeFileSync(join(folder, 'weights.onnx'), FILES[GRAPH]);
    link('../weights.onnx', GRAPH);
    await importFolder();
    expect(readFileSync(join(hub, 'sentiment', 'given', 'model_quantized.onnx'))).toEqual(FILES[GRAPH]);
  });

  it('may be those of the cache of the hub, whose files are links to blobs', async () => {
    const snapshot = join(files.directory, 'models--someone--model', 'snapshots', 'abc');
    const blobs = join(snapshot, '..', '..', 'blobs');
    mkdirSync(blobs, { recursive: true });
    make(snapshot);
    writeFileSync(join(blobs, 'f00'), '{}');
    execFileSync('rm', [join(snapshot, 'tokenizer.json')]);
    symlinkSync('../../blobs/f00', join(snapshot, 'tokenizer.json'));
    await importFolder(snapshot);
    expect(existsSync(join(hub, 'sentiment', 'given', 'tokenizer.json'))).toBe(true);
  });

  it.each([
    ['/etc/passwd', 'tokenizer.json'],
    ['/dev/zero', GRAPH],
    ['../../outside.json', 'config.json'],
  ])('may not link to %s', async (target, name) => {
    writeFileSync(join(folder, '..', '..', 'outside.json'), FILES['config.json']);
    link(target, name);
    expect(await refusal()).toContain(`${name} is a link that leads out of the directory`);
  });

  it('may not hold pipes, directories in the place of files, or links in a circle', async () => {
    execFileSync('rm', [join(folder, 'tokenizer.json')]);
    execFileSync('mkfifo', [join(folder, 'tokenizer.json')]);
    expect(await refusal()).toContain('tokenizer.json is no file');
    link('tokenizer.json', 'tokenizer.json');
    expect(await refusal()).toContain('is a link to itself');
    execFileSync('rm', [join(folder, 'tokenizer.json')]);
    mkdirSync(join(folder, 'tokenizer.json'));
    expect(await refusal()).toContain('tokenizer.json is no file');
  });

  it.each([
    ['config.json', '{"id2label":', 'its config.json is no JSON'],
    ['config.json', '[]', 'id2label'],
    ['tokenizer.json', 'no json', 'tokenizer.json cannot be imported: it is no JSON'],
    ['tokenizer_config.json', Buffer.from([0xff, 0xfe]), 'it is no JSON'],
    [GRAPH, '', 'it has no graph'],
    [GRAPH, tinyOnnx('weights').subarray(0, 6), 'it is cut off'],
    [GRAPH, '<html>Sign in</html>', 'it is no ONNX file'],
    [GRAPH, onnxWithExternalData('../../etc/passwd'), 'it keeps its weights in another file'],
  ])('may not hold %s of %j', async (name, content, fault) => {
    writeFileSync(join(folder, name), content);
    expect(await refusal()).toContain(fault);
  });

  it.each([
    ['config.json', 2 ** 30, 'its config.json is too large'],
    ['tokenizer.json', 2 ** 30, 'such files may have 67108864'],
    [GRAPH, 2 ** 40, 'such files may have 2147483648'],
  ])('may not have a %s of %d bytes', async (name, bytes, fault) => {
    truncateSync(join(folder, name), bytes);
    expect(await refusal()).toContain(fault);
  });

  describe('with a model.json', () => {
    beforeEach(async () => {
      await importFolder();
      execFileSync('rm', ['-r', folder]);
      execFileSync('mv', [join(hub, 'sentiment', 'given'), folder]);
    });

    it('are held to the same', async () => {
      link('/etc/passwd', 'tokenizer.json');
      expect(await refusal()).toContain('tokenizer.json is a link that leads out of the directory');
      execFileSync('rm', [join(folder, 'tokenizer.json')]);
      expect(await refusal()).toContain('it is missing');
      execFileSync('rm', [join(folder, 'model.json')]);
      execFileSync('mkfifo', [join(folder, 'model.json')]);
      expect(await refusal()).toContain('model.json is no file');
    });

    it.each(['../../escape', '/etc/passwd', 'a\\b.onnx', 'C:x.onnx', '.hidden', 'nul\u0000.onnx', 'x'.repeat(101)])(
      'may not list a file called %j',
      async (name) => {
        const text = readFileSync(join(folder, 'model.json'), 'utf8');
        const manifest = JSON.parse(text) as { files: { path: string }[] };
        manifest.files[0].path = name;
        writeFileSync(join(folder, 'model.json'), JSON.stringify(manifest));
        expect(await refusal()).toContain('plain file name');
      },
    );
  });
});
