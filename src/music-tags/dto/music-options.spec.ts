import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { MusicOptions } from './music-options.dto.js';

const problemsOf = (plain: object): string[] =>
  validateSync(plainToInstance(MusicOptions, plain, { exposeDefaultValues: true })).flatMap(({ constraints }) =>
    Object.values(constraints ?? {}),
  );

describe('MusicOptions', () => {
  it('have defaults that are valid', () => {
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ beats: false, channel: 1, minimumBpm: 60, maximumBpm: 180 })).toEqual([]);
  });

  it.each([
    [{ bpm: 'yes' }, 'bpm must be a boolean value'],
    [{ minimumBpm: 10 }, 'minimumBpm must not be less than 20'],
    [{ minimumBpm: 120, maximumBpm: 120 }, 'maximumBpm must be above minimumBpm'],
    [{ channel: -1 }, 'channel must not be less than 0'],
    [{ channel: 0.5 }, 'channel must be an integer number'],
  ])('refuse %j', (plain, problem) => {
    expect(problemsOf(plain)).toContain(problem);
  });
});
