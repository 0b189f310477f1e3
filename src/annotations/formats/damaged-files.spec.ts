import { ApplicationError } from '../../common/errors/application-error.js';
import { BLANK_LABEL, type Label } from '../label.js';
import { decodeText } from './decode-text.js';
import { LABEL_FORMAT_NAMES, LABEL_FORMATS } from './label-formats.js';

const options = { fileName: 'a.wav', durationSeconds: 5000 };
const TEXTS = ['', 'plain', 'a|b', 'say "hi"', 'Ärla 🐦', 'x,y;z', '\\n', "!'[1]"];

/** The same numbers at every run, from 0 to 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function randomLabels(count: number, random: () => number): Label[] {
  const pick = (): string => TEXTS[Math.floor(random() * TEXTS.length)];
  return Array.from({ length: count }, (_, index) => ({
    ...BLANK_LABEL,
    onsetSeconds: index,
    offsetSeconds: index + Math.floor(random() * 1000) / 1000,
    lowFrequencyHz: random() < 0.5 ? null : Math.floor(random() * 1000),
    highFrequencyHz: random() < 0.5 ? null : 1000 + Math.floor(random() * 1000),
    channel: Math.floor(random() * 2),
    species: pick(),
    individual: pick(),
    cluster: pick(),
  }));
}

function outcomeOf(read: () => unknown): string {
  try {
    read();
    return 'read';
  } catch (error) {
    const place = error instanceof ApplicationError ? (error.errors?.[0] as { line?: number; column?: number }) : {};
    const isPlace = (place.line ?? 0) >= 1 && (place.column ?? 0) >= 1;
    return isPlace ? 'refused' : String(error);
  }
}

describe.each(LABEL_FORMAT_NAMES)('a file of %s', (name) => {
  const format = LABEL_FORMATS[name];

  it('gives thousands of labels back', () => {
    const labels = randomLabels(3000, randomNumbers(1));
    const read = format.parse(format.write(labels, options), options).labels;
    const view = ({ onsetSeconds, offsetSeconds, species, individual, cluster }: Label) =>
      [onsetSeconds, offsetSeconds, species, individual, cluster].join('\n');
    expect(read.map(view)).toEqual(labels.map(view));
  });

  it('that is damaged is read or refused with its place, never anything else', () => {
    const random = randomNumbers(7);
    const sound = Buffer.from(format.write(randomLabels(12, random), options));
    const outcomes: string[] = [];
    for (let round = 0; round < 100; round++) {
      const bytes = Buffer.from(sound);
      for (let flip = 0; flip < 1 + (round % 3); flip++) bytes[Math.floor(random() * bytes.length)] = random() * 256;
      const damaged = round % 2 === 0 ? bytes : bytes.subarray(0, Math.floor(random() * bytes.length));
      outcomes.push(outcomeOf(() => format.parse(decodeText(damaged), options)));
    }
    expect(outcomes.filter((outcome) => outcome !== 'read' && outcome !== 'refused')).toEqual([]);
    expect(outcomes).toContain('refused');
  });
});
