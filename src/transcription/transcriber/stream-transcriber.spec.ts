import {
  joined,
  silenceOf,
  TONE_CONFIGURATION,
  TONE_TOKENIZER,
  TONE_WORDS,
  toneOf,
  ToneWhisper,
  type ToneWhisperOptions,
} from '../../../test/support/tone-whisper.js';
import { randomSource } from '../../training/index.js';
import type { TranscriptSegment, TranscriptWord } from '../transcript.js';
import { StreamTranscriber, type TranscribeOptions } from './stream-transcriber.js';

const RATE = 16_000;

async function transcribe(
  samples: Float32Array,
  options: Partial<TranscribeOptions> & { block?: number; network?: ToneWhisperOptions } = {},
) {
  const { block = samples.length, network: behaviour, ...rest } = options;
  const network = new ToneWhisper(behaviour);
  const model = { configuration: TONE_CONFIGURATION, tokenizer: TONE_TOKENIZER, takesPreviousText: true };
  const transcriber = new StreamTranscriber(model, network, { task: 'transcribe', wordTimestamps: true, ...rest });
  const segments: TranscriptSegment[] = [];
  const keep = (more: TranscriptSegment[]): void => void segments.push(...more);
  let mostBytes = 0;
  for (let start = 0; start < samples.length; start += block) {
    await transcriber.push(samples.subarray(start, start + block), keep);
    mostBytes = Math.max(mostBytes, transcriber.heldBytes);
  }
  await transcriber.finish(keep);
  const words = segments.flatMap((segment) => segment.words);
  return { segments, words, network, transcriber, mostBytes, text: words.map(({ word }) => word) };
}

/** Words of 0.3 s with pauses between them. */
function speech(count: number, pause: (index: number) => number, word = (index: number) => (index * 7) % 10) {
  const parts: Float32Array[] = [silenceOf(0.5)];
  const truth: { word: string; start: number; end: number }[] = [];
  let seconds = 0.5;
  for (let index = 0; index < count; index++) {
    const gap = pause(index);
    parts.push(toneOf(word(index)), silenceOf(gap));
    truth.push({ word: TONE_WORDS[word(index)], start: seconds, end: seconds + 0.3 });
    seconds += 0.3 + gap;
  }
  return { samples: joined(...parts), truth };
}

function expectOrdered(words: readonly TranscriptWord[], duration: number): void {
  let before = 0;
  for (const { start, end } of words) {
    expect(start).toBeGreaterThanOrEqual(before);
    expect(end).toBeGreaterThanOrEqual(start);
    before = end;
  }
  expect(before).toBeLessThanOrEqual(duration);
}

describe('StreamTranscriber', () => {
  it('writes down every word with its times, in whatever blocks the audio comes', async () => {
    const { samples, truth } = speech(20, (index) => (index % 5 === 4 ? 0.8 : 0.1));
    const whole = await transcribe(samples);
    expect(whole.text).toEqual(truth.map(({ word }) => word));
    whole.words.forEach(({ start, end }, index) => {
      expect(Math.abs(start - truth[index].start)).toBeLessThan(0.06);
      expect(Math.abs(end - truth[index].end)).toBeLessThan(0.06);
    });
    const pieces = await transcribe(samples, { block: 1111 });
    expect(pieces.segments).toEqual(whole.segments);
  });

  it('cuts at pauses, so that no word is heard in halves', async () => {
    const { samples, truth } = speech(40, (index) => (index % 4 === 3 ? 0.3 : 0.02));
    const { text, words, network } = await transcribe(samples);
    expect(text).toEqual(truth.map(({ word }) => word));
    expectOrdered(words, samples.length / RATE);
    expect(network.encoded).toBeLessThan(10);
  });

  it('goes on at the last whole word where nobody pauses', async () => {
    const { samples, truth } = speech(60, () => 0);
    const { text, words, network } = await transcribe(samples);
    expect(text).toEqual(truth.map(({ word }) => word));
    expectOrdered(words, samples.length / RATE);
    // Speech that goes on is decoded after the text before it.
    expect(network.prompts.some((prompt) => prompt[0] === TONE_CONFIGURATION.tokens.startOfPrevious)).toBe(true);
  });

  it('gives silence and steady noise to nobody', async () => {
    for (const samples of [silenceOf(30), noise(30, 0.003), silenceOf(0)]) {
      const { segments, network, transcriber } = await transcribe(samples);
      expect(segments).toEqual([]);
      expect(network.encoded).toBe(0);
      expect(transcriber.language.code).toBeNull();
    }
  });

  it('leaves a long silence between words out', async () => {
    const samples = joined(toneOf(1), silenceOf(60), toneOf(2));
    const { words, network } = await transcribe(samples);
    expect(words.map(({ word }) => word)).toEqual(['be', 'bi']);
    expect(words[1].start).toBeCloseTo(60.3, 1);
    expect(network.encoded).toBe(2);
  });

  it('writes nothing where the model believes nothing', async () => {
    const { samples } = speech(10, () => 0.1);
    const { segments, transcriber } = await transcribe(samples, { network: { certainty: 0.5 } });
    expect(segments).toEqual([]);
    expect(transcriber.warnings.texts[0]).toMatch(/not sure/);
  });

  it('cuts a text that repeats itself without end', async () => {
    const { samples } = speech(6, () => 0.05);
    const looping: ToneWhisperOptions = { say: ([first]) => [first, ...new Array<number>(100).fill(3)] };
    const { text, transcriber } = await transcribe(samples, { network: looping });
    expect(text).toEqual(['bo']);
    expect(transcriber.warnings.texts[0]).toMatch(/repeat itself/);
  });

  it('holds no more audio in the third hour than in the first', async () => {
    const part = speech(30, (index) => (index % 6 === 5 ? 1 : 0.1)).samples;
    const few = await transcribe(joined(...new Array<Float32Array>(2).fill(part)), { block: RATE });
    const many = await transcribe(joined(...new Array<Float32Array>(20).fill(part)), { block: RATE });
    expect(many.words).toHaveLength(20 * 30);
    expectOrdered(many.words, many.transcriber.heardSeconds);
    expect(many.mostBytes).toBeLessThanOrEqual(few.mostBytes);
    expect(many.mostBytes).toBeLessThan(4 * 20 * RATE);
  });

  it('shows the model the prompt, and the segments without words where those are not wanted', async () => {
    const { samples } = speech(3, () => 0.1);
    const { network, segments } = await transcribe(samples, { prompt: 'da de', wordTimestamps: false, language: 'de' });
    expect(network.prompts.at(-1)).toEqual([
      TONE_CONFIGURATION.tokens.startOfPrevious,
      5,
      6,
      TONE_CONFIGURATION.tokens.startOfTranscript,
      TONE_CONFIGURATION.languages.get('de'),
      TONE_CONFIGURATION.tasks.get('transcribe'),
    ]);
    expect(segments[0].words).toEqual([]);
    expect(segments[0].text).toBe('ba di bu');
  });

  it('detects the language and tells how sure it is', async () => {
    const { transcriber } = await transcribe(speech(3, () => 0.1).samples);
    expect(transcriber.language).toEqual({ code: 'en', probability: expect.closeTo(1, 3) as number });
  });
});

function noise(seconds: number, amplitude: number): Float32Array {
  const random = randomSource('noise');
  return silenceOf(seconds).map(() => amplitude * (2 * random() - 1));
}
