import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { WHISPER_RATE_HZ } from '../src/dsp/index.js';
import { GraphSessions } from '../src/inference/graph-sessions.js';
import { type ModelFigure } from '../src/inference/model-card.dto.js';
import { onnxRuntime } from '../src/training/index.js';
import { withDetector } from '../src/transcription/voice/detector/with-detector.js';
import { MODEL_FOLDER } from '../test/models/build/digits/build-options.js';
import { withEngine } from './digits/engine.js';
import { CONDITIONS, recordedAs } from '../src/transcription/voice/learning/scenes/conditions.js';
import { type Passed, passedBy, sharesOf } from './voice-activity/measure.js';
import { packagedTest } from './voice-activity/packages.js';
import { heldOutSounds, heldOutSpeech, type Sounds, spread } from './voice-activity/sounds.js';

/**
 * `npm run bench:voice-activity [-- --data <folder> --sounds <folder> --model <folder> --figures <file>]`: how much speech the bundled detector drops, and how much music, how many animals and
 * noises it passes, on speakers and sources that it never heard, those of Debian packages included where they are installed; how fast it is; and how often the test model of spoken digits invents
 * words with and without it. One thread.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/audio' },
    sounds: { type: 'string', default: '/usr/share' },
    model: { type: 'string', default: join('models', 'voice-activity', 'voice-base') },
    figures: { type: 'string' },
  },
});

const figures: ModelFigure[] = [];
const rounded = (figure: number): number => Math.round(figure * 1e4) / 1e4;
/** Prints a figure, and keeps it for the card of the model unless there is a shorter way to say it. */
function tell(what: string, figure: number, data: string, isForCard = true): void {
  console.log(`${what}: ${rounded(figure)} (${data})`);
  if (!isForCard) return;
  figures.push({
    what,
    figure: rounded(figure),
    data,
    split: 'speakers, sources of music, animals and noises, and packages that were not learned from',
  });
}

const packaged = await packagedTest(values.sounds);
if (packaged.missing.length > 0) console.log(`skipped, not in ${values.sounds}: ${packaged.missing.join(' ')}`);
const speech = new Map([...(await heldOutSpeech(values.data)), ...packaged.speech]);
const ofFolder = await heldOutSounds(values.data);
const sounds = new Map([...ofFolder, ...packaged.sounds]);
const songs = ofFolder.get('songs')!;
const sessions = new GraphSessions({ maxSessions: 1, maxBytes: 2 ** 26, runtime: onnxRuntime({ threads: 1 }) });

await withDetector(values.model, sessions, async (startListening) => {
  let [heardSeconds, milliseconds] = [0, 0];
  const passed = async (samples: Float32Array): Promise<Passed> => {
    const startedAt = performance.now();
    const each = await passedBy(startListening(), samples);
    milliseconds += performance.now() - startedAt;
    heardSeconds += samples.length / WHISPER_RATE_HZ;
    return each;
  };
  for (const [corpus, clips] of speech) {
    for (const condition of Object.keys(CONDITIONS)) {
      const all: Passed[] = [];
      for (const clip of clips) all.push(await passed(recordedAs(condition, clip, songs)));
      const { recordings, passed: share, secondsPassed } = sharesOf(all);
      tell('share of clips of speech that are dropped', 1 - share, `${corpus}, ${condition}: ${recordings} clips`);
      tell(
        'share of the sound in clips of speech that is dropped',
        1 - secondsPassed,
        `${corpus}, ${condition}`,
        false,
      );
    }
  }
  for (const [kind, clips] of sounds) {
    const all: Passed[] = [];
    for (const { samples } of clips) all.push(await passed(samples));
    const { recordings, passed: share, secondsPassed } = sharesOf(all);
    tell('share of clips without speech that pass', share, `${kind}: ${recordings} excerpts`);
    tell('share of the sound in clips without speech that passes', secondsPassed, kind, false);
  }
  // The level gate alone is run beside the two, so this is a little too low.
  tell(
    'seconds of audio in a second, both gates, one thread',
    heardSeconds / (milliseconds / 1000),
    'all of the above',
  );
});
await sessions.clear();

const inventions = async (kinds: Sounds, detector?: string): Promise<void> => {
  const how = detector === undefined ? 'without the detector' : 'with the detector';
  await withEngine(
    MODEL_FOLDER,
    async (recogniser) => {
      for (const [kind, clips] of kinds) {
        let inventing = 0;
        for (const { samples } of clips) inventing += Number((await recogniser.recognise(samples)).words.length > 0);
        tell(
          `share of clips in which whisper-digits invents words ${how}`,
          inventing / clips.length,
          `${kind}: ${clips.length} excerpts`,
        );
      }
    },
    detector,
  );
};
const few: Sounds = new Map([
  ...[...ofFolder].map(([kind, clips]) => [kind, clips.slice(0, 30)] as const),
  ...[...packaged.sounds].map(([kind, clips]) => [kind, spread(clips, 5)] as const),
]);
await inventions(few);
await inventions(few, values.model);

if (values.figures !== undefined) await writeFile(values.figures, `${JSON.stringify(figures, null, 2)}\n`);
