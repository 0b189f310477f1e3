import { Injectable } from '@nestjs/common';
import { AudioStore, RESERVED_BYTES } from '../audio/store/audio-store.js';
import type { ReadinessCheck } from './readiness-check.js';

@Injectable()
export class DiskCheck implements ReadinessCheck {
  readonly name = 'disk';

  constructor(private readonly store: AudioStore) {}

  async check(): Promise<Record<string, number>> {
    const freeBytes = await this.store.freeBytes();
    if (freeBytes < RESERVED_BYTES) throw new Error(`only ${freeBytes} bytes are free`);
    return { freeBytes };
  }
}
