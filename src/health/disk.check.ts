import { Injectable } from '@nestjs/common';
import { AudioStore } from '../audio/store/audio-store.js';
import type { ReadinessCheck } from './readiness-check.js';

/** Below this, uploads would soon fail. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024;

@Injectable()
export class DiskCheck implements ReadinessCheck {
  readonly name = 'disk';

  constructor(private readonly store: AudioStore) {}

  async check(): Promise<Record<string, number>> {
    const freeBytes = await this.store.freeBytes();
    if (freeBytes < LEAST_FREE_BYTES) throw new Error(`only ${freeBytes} bytes are free`);
    return { freeBytes };
  }
}
