import type { JobRegistry } from '../registry/job-registry.js';
import { LimitedPlaces } from './limited-places.js';

const kinds = [
  { kind: 'music', perProcess: Infinity },
  { kind: 'training', perProcess: 1 },
];
const newPlaces = () => new LimitedPlaces({ kinds } as unknown as JobRegistry);

describe('LimitedPlaces', () => {
  it('lets a limited kind be claimed again when the job before has ended', () => {
    const places = newPlaces();
    const leave = places.reserve().settle('training');
    expect(places.reserve().kinds).toEqual(['music']);
    leave!();
    expect(places.reserve().kinds).toEqual(['music', 'training']);
  });

  it('holds the place while a claim is under way, and frees it when another kind or nothing came', () => {
    const places = newPlaces();
    const first = places.reserve();
    expect(places.reserve().kinds).toEqual(['music']);
    expect(first.settle('music')).toBeUndefined();
    const second = places.reserve();
    expect(second.kinds).toContain('training');
    expect(second.settle(undefined)).toBeUndefined();
    expect(second.settle(undefined)).toBeUndefined();
    expect(places.reserve().kinds).toContain('training');
  });
});
