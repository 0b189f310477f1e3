import { InvalidRequestError } from '../../../common/errors/errors.js';
import type { Configurations, PictureOptions } from '../dto/picture-options.dto.js';

const METHODS = ['log-mel', 'constant-q', 'dummy'] as const;
export type PictureMethod = (typeof METHODS)[number];

/** @throws InvalidRequestError when there is no such method */
export function methodOf({ spec_cal_method }: PictureOptions): PictureMethod {
  const wanted = spec_cal_method ?? METHODS[0];
  const method = METHODS.find((name) => name === wanted);
  if (method === undefined) {
    throw InvalidRequestError.forField('spec_cal_method', `must be one of ${METHODS.join(', ')}`);
  }
  return method;
}

/** Where a picture begins and how it looks; the rest is in its options. */
export interface PicturePart {
  readonly recordingId: string;
  readonly channel: number;
  readonly sampleRateHz: number;
  /** At that rate. */
  readonly startSample: number;
  readonly hopLength: number;
  readonly columns: number;
  readonly brightness?: number;
  readonly contrast?: number;
}

export interface DrawnPicture {
  /** Base64 of a JPEG. */
  readonly spec: string;
  /** Hz of each row, rising, whole numbers. */
  readonly freqs: number[];
  readonly configurations: Configurations;
}
