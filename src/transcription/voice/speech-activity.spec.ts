import {
  joined,
  silenceOf,
  TONE_CONFIGURATION,
  TONE_TOKENIZER,
  toneOf,
  ToneWhisper,
} from '../../../test/support/tone-whisper.js';
import { StreamTranscriber } from '../transcriber/stream-transcriber.js';
import { SpeechActivity } from './speech-activity.js';

const RATE = 16_000;
const FRAME = 160;

/** Takes every sound for speech from one second on and until another, and nothing else; it tells a second late, as the real one does. */
function scorerOf(from: number, to: number) {
  let [heard, told] = [0, 0];
  const tell = (until: number): number[] => {
    const scores = Array.from({ length: until - told }, (_, index) => {
      const second = ((told + index) * FRAME) / RATE;
      return Number(second >= from && second < to);
    });
    told = until;
    return scores;
  };
  return {
    push(samples: Float32Array) {
      heard += samples.length;
      return Promise.resolve(tell(Math.max(told, Math.floor(heard / FRAME) - 100)));
    },
    flush: () => Promise.resolve(tell(Math.ceil(heard / FRAME))),
  };
}

async function transcribe(samples: Float32Array, [from, to]: readonly [number, number], block = samples.length) {
  const activity = new SpeechActivity(scorerOf(from, to), { threshold: 0.5, thresholdOfWord: 0.5 });
  const network = new ToneWhisper();
  const model = { configuration: TONE_CONFIGURATION, tokenizer: TONE_TOKENIZER, takesPreviousText: true };
  const transcriber = new StreamTranscriber(model, network, { task: 'transcribe', wordTimestamps: true }, activity);
  const words: string[] = [];
  const keep = (segments: readonly { readonly text: string }[]): void =>
    void words.push(...segments.map(({ text }) => text));
  let mostBytes = 0;
  for (let start = 0; start < samples.length; start += block) {
    await transcriber.push(samples.subarray(start, start + block), keep);
    mostBytes = Math.max(mostBytes, transcriber.heldBytes);
  }
  await transcriber.finish(keep);
  return { text: words.join(' '), encoded: network.encoded, droppedSeconds: activity.droppedSeconds, mostBytes };
}

const NEVER = [Infinity, Infinity] as const;

describe('SpeechActivity', () => {
  const threeTimes = (tone: number) => joined(toneOf(tone), toneOf(tone), toneOf(tone));
  // Sounds of 0.9 s at 0.5 s, 7.4 s and 14.3 s.
  const scene = joined(
    ...[silenceOf(0.5), threeTimes(1), silenceOf(6), threeTimes(2), silenceOf(6), threeTimes(3), silenceOf(1)],
  );

  it('lets the model hear nothing where nobody speaks', async () => {
    const { text, encoded, droppedSeconds } = await transcribe(scene, NEVER);
    expect({ text, encoded }).toEqual({ text: '', encoded: 0 });
    // Levels are smoothed.
    expect(Math.abs(droppedSeconds - 2.7)).toBeLessThan(0.15);
  });

  it('lets it hear all of a sound in which somebody speaks', async () => {
    const { text, encoded, droppedSeconds } = await transcribe(scene, [7.5, 7.6]);
    expect({ text, encoded }).toEqual({ text: 'bi', encoded: 1 });
    expect(Math.abs(droppedSeconds - 1.8)).toBeLessThan(0.1);
  });

  it.each([1111, RATE])('gives the same in blocks of %i samples', async (block) => {
    const { mostBytes, ...whole } = await transcribe(scene, [14.4, 15]);
    expect(mostBytes).toBeGreaterThan(0);
    expect(await transcribe(scene, [14.4, 15], block)).toMatchObject(whole);
  });

  it('holds no more of an hour than of a minute', async () => {
    const music = joined(...Array.from({ length: 200 }, (_, index) => toneOf(index % 10)));
    const minutes = (count: number) => joined(...new Array<Float32Array>(count).fill(music));
    const few = await transcribe(minutes(1), NEVER, RATE);
    const many = await transcribe(minutes(12), NEVER, RATE);
    expect(many.mostBytes).toBeLessThanOrEqual(few.mostBytes);
    expect(many.mostBytes).toBeLessThan(4 * 60 * RATE);
    expect(many.encoded).toBe(0);
  });
});
