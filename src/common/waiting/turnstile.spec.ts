import { Turnstile } from './turnstile.js';

const settle = (): Promise<void> => new Promise(setImmediate);

describe('Turnstile', () => {
  it('lets so many pass at a time, in order, also behind failures', async () => {
    const turnstile = new Turnstile(2, 10);
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
    await settle();
    expect(entered).toEqual([0, 1]);
    leave[0]();
    await settle();
    expect(entered).toEqual([0, 1, 2]);
    leave[1]();
    leave[2]();
    await settle();
    leave[3]();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  });

  it('turns away those for whom there is no room to wait, until there is', async () => {
    const turnstile = new Turnstile(1, 1);
    let leave = (): void => undefined;
    const inside = turnstile.pass(() => new Promise<void>((resolve) => (leave = resolve)));
    expect(() => turnstile.assertRoom()).not.toThrow();
    const waiting = turnstile.pass(() => Promise.resolve('in'));
    const refusal = { status: 503, headers: { 'Retry-After': '10' } };
    expect(() => turnstile.assertRoom()).toThrow(expect.objectContaining(refusal) as Error);
    await expect(turnstile.pass(() => Promise.resolve())).rejects.toMatchObject(refusal);
    leave();
    await inside;
    expect(await waiting).toBe('in');
    expect(await turnstile.pass(() => Promise.resolve('next'))).toBe('next');
  });

  it('lets go who leaves while waiting, and keeps the place for the next', async () => {
    const turnstile = new Turnstile(1, 2);
    let leave = (): void => undefined;
    const inside = turnstile.pass(() => new Promise<void>((resolve) => (leave = resolve)));
    const leaving = new AbortController();
    const entered: string[] = [];
    const enter = (name: string) => () => Promise.resolve(void entered.push(name));
    const gone = turnstile.pass(enter('gone'), leaving.signal);
    const next = turnstile.pass(enter('next'), new AbortController().signal);
    leaving.abort(new Error('left'));
    await expect(gone).rejects.toThrow('left');
    leave();
    await Promise.all([inside, next]);
    expect(entered).toEqual(['next']);
    await expect(turnstile.pass(() => Promise.resolve(), leaving.signal)).rejects.toThrow('left');
    expect(await turnstile.pass(() => Promise.resolve('free'))).toBe('free');
  });
});
