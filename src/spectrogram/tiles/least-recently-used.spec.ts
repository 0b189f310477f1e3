import { LeastRecentlyUsed } from './least-recently-used.js';

describe('LeastRecentlyUsed', () => {
  it('drops what was not used for longest when there is no more room', () => {
    const cache = new LeastRecentlyUsed<string>(10);
    cache.set('a', 'A', 4);
    cache.set('b', 'B', 4);
    cache.get('a');
    cache.set('c', 'C', 4);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C']);
    cache.set('huge', 'H', 11);
    expect([cache.get('huge'), cache.get('a')]).toEqual([undefined, 'A']);
    cache.set('a', 'new', 6);
    expect([cache.get('a'), cache.get('c')]).toEqual(['new', 'C']);
  });
});
