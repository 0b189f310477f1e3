import { remainingSeconds } from './remaining-seconds.js';

const startedAt = new Date('2026-01-01T00:00:00Z');
const now = new Date('2026-01-01T00:00:10Z');

describe('remainingSeconds', () => {
  it('goes on as fast as so far', () => {
    expect(remainingSeconds({ status: 'running', progress: 0.25, startedAt }, now)).toBe(30);
    expect(remainingSeconds({ status: 'running', progress: 1, startedAt }, now)).toBe(0);
  });

  it('says nothing when it cannot know', () => {
    expect(remainingSeconds({ status: 'running', progress: 0.01, startedAt }, now)).toBeNull();
    expect(remainingSeconds({ status: 'queued', progress: 0.5, startedAt: null }, now)).toBeNull();
    expect(remainingSeconds({ status: 'succeeded', progress: 1, startedAt }, now)).toBeNull();
  });

  it('is never negative when clocks differ', () => {
    const earlier = new Date('2025-12-31T23:59:59Z');
    expect(remainingSeconds({ status: 'running', progress: 0.5, startedAt }, earlier)).toBe(0);
  });
});
