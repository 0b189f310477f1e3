import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeModelFile, type Json } from '../../../../test/support/change-model.js';
import { readManifest } from '../../model-directory.js';
import { readWhisperDirectory, type WhisperDirectory } from './whisper-directory.js';

const MODEL = 'test/models/transcription/whisper-digits';

describe('readWhisperDirectory', () => {
  let root: string;
  let directory: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'whisper-'));
    directory = join(root, 'model');
    await cp(MODEL, directory, { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true }));

  const read = async (): Promise<WhisperDirectory> => readWhisperDirectory(directory, await readManifest(directory));

  const change = (file: string, edit: (json: Json) => void): Promise<void> => changeModelFile(directory, file, edit);

  it('reads sizes, tokens, languages and heads from the files', async () => {
    const { configuration, graphs, tokenizer, takesPreviousText } = await read();
    expect(graphs).toEqual({ encoder: 'encoder_model.onnx', decoder: 'decoder_model_merged.onnx' });
    expect(configuration).toMatchObject({ bands: 80, positions: 500, chunkFrames: 1000, secondsPerPosition: 0.02 });
    expect([...configuration.languages.keys()]).toEqual(['en', 'de']);
    expect(configuration.tokens.firstTimestamp).toBe(configuration.tokens.noTimestamps + 1);
    expect(configuration.tokens.noSpeech).toBe(tokenizer.specialTokens.get('<|nospeech|>'));
    expect(configuration.suppressed).not.toContain(configuration.tokens.endOfText);
    expect(takesPreviousText).toBe(true);
  });

  it('takes text apart and puts it together again', async () => {
    const { tokenizer, configuration } = await read();
    const tokens = tokenizer.encode(' seven zero');
    expect(tokenizer.decode(tokens)).toBe(' seven zero');
    expect(tokens).toHaveLength(4);
    // What a caller writes is text, whatever it looks like.
    expect(tokenizer.encode('<|endoftext|>')).not.toContain(configuration.tokens.endOfText);
    expect(tokenizer.decode([])).toBe('');
    expect(tokenizer.encode('')).toEqual([]);
  });

  it('knows no languages where there are none', async () => {
    await change('generation_config.json', (json) => {
      delete json.lang_to_id;
      delete json.task_to_id;
      delete json.alignment_heads;
    });
    const { configuration } = await read();
    expect([configuration.languages.size, configuration.tasks.size, configuration.alignmentHeads]).toEqual([
      0,
      0,
      undefined,
    ]);
  });

  it.each<[string, string, (json: Json) => void, RegExp]>([
    [
      'bands',
      'config.json',
      (json) => (json.num_mel_bins = 64),
      /config\.json is damaged \(num_mel_bins|feature_size must be 64/,
    ],
    ['heads', 'config.json', (json) => (json.decoder_attention_heads = 5), /d_model must be a multiple/],
    [
      'layers of heads',
      'generation_config.json',
      (json) => (json.alignment_heads = [[9, 0]]),
      /alignment_heads must be a list of pairs below 2 and 4/,
    ],
    [
      'tokens',
      'generation_config.json',
      (json) => (json.no_timestamps_token_id = 1e9),
      /no_timestamps_token_id must be an integer/,
    ],
    [
      'languages',
      'generation_config.json',
      (json) => (json.lang_to_id = { english: 5 }),
      /lang_to_id must have names such as/,
    ],
    ['rate', 'preprocessor_config.json', (json) => (json.sampling_rate = 8000), /sampling_rate must be 16000/],
    [
      'vocabulary',
      'tokenizer.json',
      (json) => (json.added_tokens = 5),
      /tokenizer\.json is damaged \(added_tokens must be a list/,
    ],
    [
      'words of the vocabulary',
      'tokenizer.json',
      (json) => (json.added_tokens = [null]),
      /added_tokens must be a list of objects with id and content/,
    ],
  ])('names wrong %s', async (_what, file, edit, message) => {
    await change(file, edit);
    await expect(read()).rejects.toThrow(message);
  });

  it('names a file that is missing', async () => {
    await rm(join(directory, 'generation_config.json'));
    await expect(read()).rejects.toThrow(/generation_config\.json is damaged \(it is missing\)/);
  });
});
