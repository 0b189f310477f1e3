import { Inject, Injectable, Logger } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReadinessCheckResponse, ReadinessResponse } from './dto/health.dto.js';
import type { ReadinessCheck } from './readiness-check.js';

export const READINESS_CHECKS = Symbol('readiness checks');
const TIMEOUT_MS = 3_000;

/** Asks everything that the server stands on, all at once and never longer than three seconds. */
@Injectable()
export class HealthService {
  private readonly logger = new Logger(HealthService.name);

  constructor(@Inject(READINESS_CHECKS) private readonly checks: readonly ReadinessCheck[]) {}

  async readiness(): Promise<ReadinessResponse> {
    const checks = await Promise.all(this.checks.map((check) => this.run(check)));
    return { status: checks.every(({ status }) => status === 'ok') ? 'ok' : 'failed', checks };
  }

  private async run(check: ReadinessCheck): Promise<ReadinessCheckResponse> {
    const started = performance.now();
    const timeout = new AbortController();
    const tooLate = delay(TIMEOUT_MS, undefined, { signal: timeout.signal }).then(() => {
      throw new Error(`no answer within ${TIMEOUT_MS} ms`);
    });
    const outcome = await Promise.race([check.check(), tooLate]).then(
      (figures) => ({ status: 'ok' as const, ...figures }),
      (error: unknown) => {
        this.logger.warn(`${check.name} is not ready: ${String(error)}`);
        return { status: 'failed' as const, reason: 'See the log of the server.' };
      },
    );
    tooLate.catch(() => undefined);
    timeout.abort();
    return { name: check.name, milliseconds: Math.round(performance.now() - started), ...outcome };
  }
}
