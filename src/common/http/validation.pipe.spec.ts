import { IsInt, IsOptional, Max } from 'class-validator';
import { requestValidation } from './validation.pipe.js';

class PageRequest {
  @IsInt()
  @Max(9)
  columns: number;
}

class PictureRequest extends PageRequest {
  @IsOptional()
  @IsInt()
  start?: number;
}

const refusalOf = (value: object): Promise<unknown> =>
  requestValidation()
    .transform(value, { type: 'query', metatype: PictureRequest })
    .then(
      () => null,
      (error: unknown) => (error as Error).message,
    );

describe('the validation of requests', () => {
  it('names the fields that there are, inherited ones too, to who sends another one', async () => {
    await expect(refusalOf({ columns: 1, startSeconds: 2 })).resolves.toBe(
      'there is no field startSeconds here: known are columns, start',
    );
  });

  it('tells no more than the first faults of very many', async () => {
    const fields = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`field${index}`, index]));
    const told = (await refusalOf({ columns: 1, ...fields })) as string;
    expect(told.split('; ')).toHaveLength(50);
  });

  it('tells what is missing, of the wrong type, or too large', async () => {
    await expect(refusalOf({})).resolves.toBe('columns is required');
    await expect(refusalOf({ columns: 'many' })).resolves.toBe('columns must be an integer number');
    await expect(refusalOf({ columns: 10 })).resolves.toBe('columns must not be greater than 9');
  });
});
