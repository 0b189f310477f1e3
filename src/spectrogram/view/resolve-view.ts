import { InvalidRequestError } from '../../common/errors/errors.js';
import { LARGEST_SIDE } from '../picture/encode-picture.js';
import { fewestBinsPerOctave } from '../picture/frequencies-of.js';
import type { LevelRange } from '../picture/intensity.js';
import { defaultFftLength } from '../picture/methods.js';
import type { PictureQuery } from '../dto/picture-query.dto.js';
import { MOST_COLUMNS, type SpectrogramQuery } from '../dto/spectrogram-query.dto.js';
import { checkConstantQ } from './check-constant-q.js';
import type { ViewOutput, ViewSettings } from './view-settings.js';

/** What has to be known of a recording to say what a view of it is. */
export interface ViewedRecording {
  readonly durationSeconds: number;
  readonly sampleRateHz: number;
  readonly channels: number;
}

const DEFAULT_COLUMNS = 1_000;
const MOST_PIXELS = 8_000_000;
/** Numbers as text take ten times the room of pixels. */
const MOST_JSON_VALUES = 2_000_000;
const DEFAULT_CONSTANT_Q_MINIMUM_HZ = 50;

/** A moment in samples. What lies so close to a whole one is meant to be it: seconds that were told and sent back are not exact. */
function toSamples(seconds: number, sampleRateHz: number): number {
  const samples = seconds * sampleRateHz;
  const whole = Math.round(samples);
  return whole > 0 && Math.abs(samples - whole) < 1e-4 ? whole : samples;
}

const refuse = (field: string, message: string): never => {
  throw InvalidRequestError.forField(field, message);
};

/** Fills in the defaults and checks what depends on the recording. @throws InvalidRequestError naming the field */
export function resolveView(query: SpectrogramQuery, recording: ViewedRecording): ViewSettings {
  const { channel, sampleRateHz = recording.sampleRateHz, method, height, aggregate } = query;
  if (channel !== undefined && channel >= recording.channels) {
    refuse('channel', `must be below ${recording.channels}, the number of channels`);
  }
  const time = resolveTime(query, recording, sampleRateHz);
  checkSize(query, time.columns);
  return {
    method,
    channel: channel ?? (recording.channels === 1 ? 0 : 'mono'),
    sampleRateHz,
    ...time,
    rows: height,
    fftLength: query.nFft ?? defaultFftLength(sampleRateHz),
    ...resolveFrequencies(query, sampleRateHz),
    aggregate,
    framing: 'continuous',
  };
}

function resolveTime(
  { start, duration, hopLength, columns, method }: SpectrogramQuery,
  { durationSeconds }: ViewedRecording,
  sampleRateHz: number,
): Pick<ViewSettings, 'startSample' | 'hopLength' | 'columns'> {
  if (start > 0 && start >= durationSeconds) {
    refuse('start', `must be below ${durationSeconds}, the length of the recording in seconds`);
  }
  const samples = Math.ceil(toSamples(durationSeconds, sampleRateHz));
  const startSample = Math.min(samples - 1, Math.floor(toSamples(start, sampleRateHz)));
  const shown = toSamples(Math.min(duration ?? Infinity, durationSeconds - start), sampleRateHz);
  if (hopLength === undefined) {
    const wanted = columns ?? DEFAULT_COLUMNS;
    const hop = shown / wanted;
    return { startSample, columns: wanted, hopLength: method === 'constant-q' ? Math.ceil(hop) : hop };
  }
  if (hopLength > samples) refuse('hopLength', `must be at most ${samples}, the samples of the recording`);
  if (duration !== undefined && columns !== undefined) {
    refuse('duration', 'must be left out when hopLength and columns are given: they determine it');
  }
  const needed = duration === undefined ? DEFAULT_COLUMNS : Math.max(1, Math.ceil(shown / hopLength));
  if (needed > MOST_COLUMNS) {
    refuse('hopLength', `makes ${needed} columns of this duration; the most are ${MOST_COLUMNS}`);
  }
  return { startSample, columns: columns ?? needed, hopLength };
}

function checkSize({ height, format }: SpectrogramQuery, columns: number): void {
  const most = format === 'json' ? MOST_JSON_VALUES : MOST_PIXELS;
  if (columns * height > most) {
    refuse('columns', `times height must be at most ${most} as ${format}, but is ${columns * height}`);
  }
  if (format in LARGEST_SIDE && columns > LARGEST_SIDE[format as keyof typeof LARGEST_SIDE]) {
    refuse('columns', `must be at most ${LARGEST_SIDE[format as keyof typeof LARGEST_SIDE]} in a ${format} picture`);
  }
}

function resolveFrequencies(
  query: SpectrogramQuery,
  sampleRateHz: number,
): Pick<ViewSettings, 'minimumHz' | 'maximumHz' | 'binsPerOctave'> {
  const isConstantQ = query.method === 'constant-q';
  const nyquistHz = sampleRateHz / 2;
  const {
    minFrequencyHz: minimumHz = isConstantQ ? DEFAULT_CONSTANT_Q_MINIMUM_HZ : 0,
    maxFrequencyHz: maximumHz = nyquistHz,
  } = query;
  if (maximumHz > nyquistHz) refuse('maxFrequencyHz', `must be at most ${nyquistHz}, half of the sample rate`);
  if (minimumHz >= maximumHz) {
    if (query.minFrequencyHz === undefined)
      refuse('maxFrequencyHz', `must be above ${minimumHz}, the lowest frequency`);
    refuse('minFrequencyHz', `must be below ${maximumHz}, the highest frequency`);
  }
  if (!isConstantQ) return { minimumHz, maximumHz, binsPerOctave: 0 };
  if (minimumHz === 0) refuse('minFrequencyHz', 'must be above 0 for constant-q');
  const fewest = fewestBinsPerOctave(query.height, minimumHz, maximumHz);
  const { binsPerOctave = fewest } = query;
  if (binsPerOctave < fewest) {
    refuse('binsPerOctave', `must be at least ${fewest}, or ${query.height} rows end above ${maximumHz} Hz`);
  }
  checkConstantQ({ sampleRateHz, minimumHz, binsPerOctave });
  return { minimumHz, maximumHz, binsPerOctave };
}

/** The range of levels that was asked for. @throws InvalidRequestError when only one end of it is given */
export function levelRange({ minDb, maxDb }: Pick<PictureQuery, 'minDb' | 'maxDb'>): LevelRange | null {
  if ((minDb === undefined) !== (maxDb === undefined)) {
    refuse(minDb === undefined ? 'minDb' : 'maxDb', 'must be given too: a range of levels has two ends');
  }
  return minDb === undefined || maxDb === undefined ? null : { lowest: minDb, highest: maxDb };
}

/** @throws InvalidRequestError as {@link levelRange} */
export function resolveOutput(query: SpectrogramQuery): ViewOutput {
  const { format, colorMap, brightness, contrast } = query;
  if (format === 'json' || format === 'npy') return { format };
  return { format, colorMap, brightness, contrast, range: levelRange(query) };
}
