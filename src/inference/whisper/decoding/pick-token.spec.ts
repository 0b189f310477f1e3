import { randomSource } from '../../../training/index.js';
import { pickToken } from './pick-token.js';

const logits = Float32Array.of(Math.log(0.1), Math.log(0.6), Math.log(0.3), -Infinity);

describe('pickToken', () => {
  it('takes the likeliest token without a temperature, with its probability', () => {
    const { token, logProbability } = pickToken(logits, 0, randomSource(1));
    expect(token).toBe(1);
    expect(Math.exp(logProbability)).toBeCloseTo(0.6, 5);
  });

  it.each([
    [1, [0.1, 0.6, 0.3]],
    [0.5, [0.01 / 0.46, 0.36 / 0.46, 0.09 / 0.46]],
  ])('draws by the scores over the temperature of %d', (temperature, expected) => {
    const random = randomSource('draws');
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 5000; draw++) counts[pickToken(logits, temperature, random).token]++;
    expected.forEach((share, token) => expect(counts[token] / 5000).toBeCloseTo(share, 1));
    expect(counts[3]).toBe(0);
  });

  it('draws the same from the same seed', () => {
    const draws = (): number[] => {
      const random = randomSource('seed');
      return Array.from({ length: 20 }, () => pickToken(logits, 1, random).token);
    };
    expect(draws()).toEqual(draws());
  });
});
