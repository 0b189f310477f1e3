import { LeftoverHorizon } from './leftover-horizon.js';

const HOUR_MS = 3600_000;

describe('LeftoverHorizon', () => {
  const start = new Date('2026-01-01T12:00:00Z').getTime();
  const after = (hours: number): Date => new Date(start + hours * HOUR_MS);
  beforeAll(() => jest.useFakeTimers({ now: start }));
  afterAll(() => jest.useRealTimers());

  it('is the start with the embedded database, and moves on when that is long ago', () => {
    const horizon = new LeftoverHorizon({ DATABASE_URL: undefined }, 2 * HOUR_MS);
    expect([0, 1, 2, 3, 48].map((hours) => horizon.at(after(hours).getTime()))).toEqual(
      [0, 0, 0, 1, 46].map((hours) => after(hours)),
    );
  });

  it('always leaves other processes their time where the database is shared', () => {
    const horizon = new LeftoverHorizon({ DATABASE_URL: 'postgres://db' }, 2 * HOUR_MS);
    expect(horizon.at(after(0).getTime())).toEqual(after(-2));
    expect(horizon.at(after(5).getTime())).toEqual(after(3));
  });
});
