import { SMALLEST_NORMAL } from '../levels/smallest-normal.js';
import type { Spectrogram } from '../fourier/spectrogram.js';

/** Divides each frame by its largest magnitude, in place; frames of zeros stay. */
export function scaleFramesToMaximum({ frames, bins, data }: Spectrogram): void {
  for (let frame = 0; frame < frames; frame++) {
    let largest = 0;
    for (let index = frame * bins; index < (frame + 1) * bins; index++)
      largest = Math.max(largest, Math.abs(data[index]));
    if (largest < SMALLEST_NORMAL) continue;
    for (let index = frame * bins; index < (frame + 1) * bins; index++) data[index] /= largest;
  }
}
