import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWav } from '../support/make-wav.js';
import { SMALL_SEGMENTER, writeRandomSegmenter } from '../support/random-segmenter.js';
import { TemporaryFiles } from '../support/temporary-files.js';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function earshot(args: readonly string[], input?: Uint8Array): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['dist/src/cli/earshot.js', ...args]);
    let [out, error] = ['', ''];
    child.stdout.on('data', (text) => (out += text));
    child.stderr.on('data', (text) => (error += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, error }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

const HEADER = 'onset,offset,cluster';

describe('the earshot command', () => {
  const files = new TemporaryFiles();
  const model = join(files.directory, 'model');
  let noise = 1;
  const sample = (): number => ((noise = (noise * 16_807) % 2_147_483_647) / 2_147_483_647 - 0.5) * 0.4;
  const wav = makeWav({ seconds: 3, sampleRateHz: 16_000, sample });
  const bird = files.write(wav, 'bird.wav');

  beforeAll(() => writeRandomSegmenter(model, { ...SMALL_SEGMENTER, classes: SMALL_SEGMENTER.classes.slice(0, 1) }));
  afterAll(() => files.remove());

  it('says what it can do, and which version it is', async () => {
    expect((await earshot(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    const help = await earshot(['segment', '--help']);
    expect(help).toMatchObject({ code: 0, error: '' });
    for (const option of ['--model_path', '--audio_folder', '--num_trials', '--device_ids']) {
      expect(help.out).toContain(option);
    }
  });

  it('writes the vocalisations of a recording as CSV, to a file or to standard output', async () => {
    const path = join(files.directory, 'bird.csv');
    const options = ['--min_frequency', '', '--num_trials', '3', '--batch_size', '4', '--device_ids', '0', '1'];
    const toFile = await earshot([
      ...['segment', '--model_path', model, '--audio_path', bird, '--csv_save_path', path],
      ...options,
    ]);
    expect(toFile).toEqual({ code: 0, out: '', error: '' });
    const [header, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\r\n');
    expect(header).toBe(HEADER);
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) {
      expect(row).toMatch(/^\d+\.\d{3},\d+\.\d{3},zebra finch<==SEPARATOR==>R3406<==SEPARATOR==>song$/);
    }
    const piped = await earshot(
      ['segment', '--model', model, '--audio_path', '-', '--csv_save_path', 'buffer'],
      readFileSync(bird),
    );
    expect(piped).toEqual({ code: 0, out: readFileSync(path, 'utf8'), error: '' });
  });

  it('hears nothing in nothing', async () => {
    const empty = await earshot(['segment', '--model', model, '--audio_path', '-', '--csv_save_path', 'buffer']);
    expect(empty).toEqual({ code: 0, out: `${HEADER}\r\n`, error: '' });
  });

  it('knows models of the data directory by name: imported ones, and trained ones also by id', async () => {
    const data = join(files.directory, 'data');
    const [id, twin] = ['abcdef01-2345-4678-9abc-def012345678', 'abcdef01-2345-4678-9abc-def012345679'];
    const settings = { ...SMALL_SEGMENTER, classes: SMALL_SEGMENTER.classes.slice(0, 1) };
    await writeRandomSegmenter(join(data, 'models', 'hub', 'segmentation', 'finch'), settings, 'finch');
    await writeRandomSegmenter(join(data, 'models', id), settings, 'robin');
    const segment = (name: string): Promise<Ended> =>
      earshot([...['segment', '--model', name, '--data-dir', data, '--audio_path', bird, '--csv_save_path', 'buffer']]);
    const byPath = await earshot(['segment', '--model', model, '--audio_path', bird, '--csv_save_path', 'buffer']);
    expect(byPath.out.split('\r\n').length).toBeGreaterThan(4);
    for (const name of ['finch', 'Finch', 'robin', id]) {
      expect(await segment(name)).toEqual({ code: 0, out: byPath.out, error: '' });
    }
    expect(await segment('nobody')).toMatchObject({
      code: 1,
      error: expect.stringMatching(
        /installed: segmenter-base, finch; trained: robin; data directory: .*data\)/,
      ) as string,
    });
    await writeRandomSegmenter(join(data, 'models', twin), settings, 'robin');
    expect((await segment('robin')).error).toContain(`by its id: ${id}, ${twin}.`);
  });

  it('goes on after a file of a folder that is no audio, and says so in one line and in its exit code', async () => {
    const folder = join(files.directory, 'folder');
    mkdirSync(folder);
    files.write('no audio', 'folder/a.wav');
    files.write(wav, 'folder/b.wav');
    const { code, out, error } = await earshot([
      ...['segment', '--model', model, '--audio_folder', folder, '--csv_save_path', 'buffer'],
    ]);
    expect(code).toBe(1);
    expect(error).toMatch(/^earshot: a\.wav: The content is not audio[^\n]*\n$/);
    const [header, ...rows] = out.trimEnd().split('\r\n');
    expect(header).toBe(`filename,${HEADER}`);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.every((row) => row.startsWith('b.wav,'))).toBe(true);
  });

  it.each<[string, string[], number, RegExp]>([
    ['no recording', ['segment', '--csv_save_path', 'buffer'], 2, /--audio_path or --audio_folder/],
    ['no place to write', ['segment', '--audio_path', 'x.wav'], 2, /--csv_save_path/],
    ['a number that is none', ['segment', '--min_frequency', 'high'], 2, /must be a number of 0 to 192000/],
    ['a command that does not exist', ['sing'], 2, /unknown command/],
    [
      'a recording that does not exist',
      ['segment', '--model', '%model', '--audio_path', 'none.wav', '--csv_save_path', 'buffer'],
      1,
      /^earshot: There is no file none\.wav\.\n$/,
    ],
    [
      'a folder that does not exist',
      ['segment', '--model', '%model', '--audio_folder', 'nowhere', '--csv_save_path', 'buffer'],
      1,
      /^earshot: There is no folder nowhere\.\n$/,
    ],
    [
      'a place to write that does not exist',
      ['segment', '--model', '%model', '--audio_path', 'none.wav', '--csv_save_path', 'nowhere/x.csv'],
      1,
      /^earshot: The folder nowhere to write to was not found\.\n$/,
    ],
    [
      'a model that does not exist',
      ['segment', '--model', 'nobody', '--audio_path', 'none.wav', '--csv_save_path', 'buffer'],
      1,
      /^earshot: The model "nobody"[^\n]*\n$/,
    ],
    ['nothing to evaluate', ['evaluate'], 2, /give a folder/],
  ])('refuses %s without a stack', async (_what, args, code, message) => {
    const ended = await earshot(args.map((arg) => (arg === '%model' ? model : arg)));
    expect(ended).toMatchObject({ code, out: '' });
    expect(ended.error).toMatch(message);
    expect(ended.error).not.toMatch(/^ {4}at /m);
  });

  it('leaves an old file alone when it fails', async () => {
    const old = files.write('old', 'old.csv');
    await earshot(['segment', '--model', model, '--audio_path', 'none.wav', '--csv_save_path', old]);
    expect(readFileSync(old, 'utf8')).toBe('old');
  });

  describe('evaluate', () => {
    const table = (rows: string[]): string => ['onset,offset,cluster,filename', ...rows].join('\n');

    it('scores tables against tables, recording by recording', async () => {
      const labels = files.write(table(['0,1,a,x.wav', '2,3,a,x.wav', '0,1,b,y.wav']), 'labels.csv');
      const predictions = files.write(table(['0.004,1,a,x.wav', '2,3,b,x.wav', '0,1,b,z.wav']), 'predictions.csv');
      const { code, out } = await earshot([
        ...['evaluate', '--predictions', predictions, '--labels', labels, '--json'],
      ]);
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({
        recordings: 2,
        segment_wise_scores: {
          'N-true-positive': 1,
          'N-positive-in-prediction': 2,
          'N-positive-in-ground-truth': 3,
          precision: 0.5,
        },
        frame_wise_scores: { 'N-true-positive': 996, 'N-positive-in-ground-truth': 3000 },
        scores: {
          detection: { segmentWise: { truePositives: 2 } },
          confusion: [
            { labelled: 'a', predicted: 'a', count: 1 },
            { labelled: 'a', predicted: 'b', count: 1 },
            { labelled: 'b', predicted: null, count: 1 },
          ],
        },
      });
    });

    it('scores a model by recordings with labels beside them', async () => {
      const folder = join(files.directory, 'labelled');
      mkdirSync(folder);
      files.write(wav, 'labelled/a.wav');
      files.write(JSON.stringify({ onset: [0.5], offset: [1], tolerance: 0.02 }), 'labelled/a.json');
      const { code, out, error } = await earshot(['evaluate', '--model', model, folder]);
      expect({ code, error }).toEqual({ code: 0, error: '' });
      expect(out).toMatch(/^segments +\d+ +\d+ +1 +/m);
      expect(out).toMatch(/Vocal → \(missed\) +1$/m);
    });

    it('names the file and the place of a fault', async () => {
      const labels = files.write('onset,offset\n0,x\n', 'bad.csv');
      const { code, error } = await earshot(['evaluate', '--predictions', labels, '--labels', labels]);
      expect(code).toBe(1);
      expect(error).toMatch(/^earshot: [^\n]*bad\.csv: Line 2, column 3:[^\n]*\n$/);
    });
  });
});
