import { IsInt, Max, MaxLength, Min } from 'class-validator';
import { describeLimits } from './describe-limits.js';

const LOWEST = -3;
const MOST = 20;

class Asked {
  @IsInt()
  @Min(LOWEST)
  @Max(MOST)
  columns: number;

  @MaxLength(MOST, { each: true })
  names: string[];
}

describe('limits in the description of the API', () => {
  it('are those that the validator checks, also when the source names them', async () => {
    const Plain = { columns: { required: true, type: () => Number, description: 'Width.' }, names: { required: true } };
    await describeLimits({ '@nestjs/swagger': { models: [[Promise.resolve({ Asked }), { Asked: Plain }]] } });
    expect(Plain).toEqual({
      columns: { required: true, type: 'integer', description: 'Width.', minimum: LOWEST, maximum: MOST },
      names: { required: true },
    });
  });
});
