import { HIGHEST_SAMPLE_RATE_HZ, LOWEST_SAMPLE_RATE_HZ } from '../../audio/audio-limits.js';
import { MOST_CLASSES, type SegmenterSettings } from './segmenter-settings.js';

/** Longest name of a species, an individual or a cluster. */
const LONGEST_NAME = 500;
const MOST_LAYERS = 64;
const MOST_CHANNELS = 4096;

type Rule = readonly [path: string, least: number, most: number];

const NUMBERS: readonly Rule[] = [
  ['sampleRateHz', LOWEST_SAMPLE_RATE_HZ, HIGHEST_SAMPLE_RATE_HZ],
  ['timeStepSeconds', 0.0001, 1],
  ['minFrequencyHz', 0, HIGHEST_SAMPLE_RATE_HZ / 2],
  ['maxFrequencyHz', 1, HIGHEST_SAMPLE_RATE_HZ / 2],
  ['minSegmentSeconds', 0, 3600],
  ['toleranceSeconds', 0, 3600],
  ['decoding.threshold', 0, 1],
  ['decoding.splitThreshold', 0, 1],
  ['decoding.shortestGapSeconds', -3600, 3600],
  ['decoding.onsetShiftSeconds', -1, 1],
  ['decoding.offsetShiftSeconds', -1, 1],
  ['network.bands', 8, 512],
  ['network.channels', 1, MOST_CHANNELS],
];

/**
 * Checks settings that come from a `model.json`, which may come from anywhere.
 * @returns what is wrong with the first field that is wrong, as `settings.decoding.threshold must be a number of 0 to 1`
 */
export function faultOfSettings(settings: object): string | undefined {
  for (const [path, least, most] of NUMBERS) {
    const value = at(settings, path);
    if (typeof value !== 'number' || !(value >= least && value <= most)) {
      return `settings.${path} must be a number of ${least} to ${most}`;
    }
  }
  const { minFrequencyHz, maxFrequencyHz } = settings as SegmenterSettings;
  if (minFrequencyHz >= maxFrequencyHz) return 'settings.minFrequencyHz must be below settings.maxFrequencyHz';
  if (!isListOf(at(settings, 'classes'), MOST_CLASSES, isClass)) {
    return `settings.classes must be 1 to ${MOST_CLASSES} objects of species, individual and cluster`;
  }
  for (const path of ['network.pictureChannels', 'network.dilations']) {
    if (!isListOf(at(settings, path), MOST_LAYERS, isSize)) {
      return `settings.${path} must be 1 to ${MOST_LAYERS} integers of 1 to ${MOST_CHANNELS}`;
    }
  }
  return undefined;
}

function at(settings: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), settings);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isListOf = (value: unknown, most: number, isOne: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length >= 1 && value.length <= most && value.every(isOne);

const isSize = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_CHANNELS;

const isClass = (value: unknown): boolean =>
  isObject(value) && ['species', 'individual', 'cluster'].every((key) => isName(value[key]));

const isName = (value: unknown): boolean => typeof value === 'string' && value.length <= LONGEST_NAME;
