import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import type { InvalidRequestError } from '../../common/errors/errors.js';
import type { JobKind } from '../job-context.js';
import { normaliseOptions, toOptions } from './job-options.js';

class Range {
  @IsInt()
  @Min(1)
  from: number = 1;
}

class Options {
  @IsInt()
  @Min(20)
  @Max(400)
  bpm: number = 120;

  @IsOptional()
  @IsIn(['fast', 'slow'])
  mode?: string;

  @ValidateNested()
  @Type(() => Range)
  range: Range = new Range();
}

class NoOptions {}

const kind = (optionsClass: new () => object): JobKind => ({
  kind: 'k',
  description: 'K',
  optionsClass,
  resultClass: NoOptions,
});

function fieldsOf(given: unknown, optionsClass: new () => object = Options): string[] {
  try {
    normaliseOptions(kind(optionsClass), given);
    return [];
  } catch (error) {
    return (error as InvalidRequestError).errors!.map(({ field }) => field).sort();
  }
}

describe('normaliseOptions', () => {
  it('fills in defaults', () => {
    const filled = { bpm: 120, range: { from: 1 } };
    expect(normaliseOptions(kind(Options), undefined)).toEqual(filled);
    expect(normaliseOptions(kind(Options), null)).toEqual(filled);
    expect(normaliseOptions(kind(Options), { bpm: 90, range: {} })).toEqual({ bpm: 90, range: { from: 1 } });
  });

  it('names every field that is wrong', () => {
    expect(fieldsOf({ bpm: 1, mode: 'x', range: { from: 0 }, more: 1 })).toEqual([
      'options.bpm',
      'options.mode',
      'options.more',
      'options.range.from',
    ]);
    expect(fieldsOf({ bpm: '120' })).toEqual(['options.bpm']);
    expect(fieldsOf({ range: { from: 1, to: 2 } })).toEqual(['options.range.to']);
  });

  it.each([[[]], ['text'], [1], [true]])('refuses %j', (given) => {
    expect(fieldsOf(given)).toEqual(['options']);
  });

  it('takes no field for a kind without options', () => {
    expect(normaliseOptions(kind(NoOptions), {})).toEqual({});
    expect(fieldsOf({ a: 1 }, NoOptions)).toEqual(['options.a']);
  });

  it('does not let names that objects have from birth through', () => {
    expect(fieldsOf(JSON.parse('{"__proto__": {"bpm": 1}}'))).toEqual([]);
    expect(normaliseOptions(kind(Options), JSON.parse('{"__proto__": {"bpm": 1}}'))).toMatchObject({ bpm: 120 });
    expect(fieldsOf({ constructor: 1 }, NoOptions)).toEqual(['options.constructor']);
  });
});

describe('toOptions', () => {
  it('makes an instance of the class from what was kept', () => {
    const options = toOptions(kind(Options), { bpm: 99 });
    expect(options).toBeInstanceOf(Options);
    expect(options).toMatchObject({ bpm: 99, range: { from: 1 } });
  });
});
