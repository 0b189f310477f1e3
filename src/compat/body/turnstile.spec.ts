import { Turnstile } from './turnstile.js';

describe('Turnstile', () => {
  it('lets so many pass at a time, in order, also behind failures', async () => {
    const turnstile = new Turnstile(2);
    const entered: number[] = [];
    const leave: (() => void)[] = [];
    const passing = [0, 1, 2, 3].map((number) =>
      turnstile.pass(async () => {
        entered.push(number);
        await new Promise<void>((resolve) => (leave[number] = resolve));
        if (number === 0) throw new Error('fell');
      }),
    );
    const settled = Promise.allSettled(passing);
    await new Promise(setImmediate);
    expect(entered).toEqual([0, 1]);
    leave[0]();
    await new Promise(setImmediate);
    expect(entered).toEqual([0, 1, 2]);
    leave[1]();
    leave[2]();
    await new Promise(setImmediate);
    leave[3]();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  });
});
