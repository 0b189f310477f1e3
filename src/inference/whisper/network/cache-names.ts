import type { WhisperConfiguration } from '../model/whisper-configuration.js';

type Layers = Pick<WhisperConfiguration, 'layers'>;

const SIDES = ['decoder', 'encoder'] as const;
const PARTS = ['key', 'value'] as const;

const cacheNames = (prefix: string, { layers }: Layers): string[] =>
  Array.from({ length: layers }, (_, layer) =>
    SIDES.flatMap((side) => PARTS.map((part) => `${prefix}.${layer}.${side}.${part}`)),
  ).flat();

/** What the decoder remembers, as its inputs call it. */
export const pastNames = (configuration: Layers): string[] => cacheNames('past_key_values', configuration);

/** The same as its outputs call it. */
export const presentNames = (configuration: Layers): string[] => cacheNames('present', configuration);

/** The input that takes what an output gives. */
export const pastOf = (present: string): string => present.replace('present', 'past_key_values');
