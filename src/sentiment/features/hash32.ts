/**
 * Hash of a text's UTF-16 units, 0 to 2^32 - 1: FNV-1a (Fowler, Noll, Vo) with the finish of MurmurHash3's family, so that its low bits can be taken
 * alone. Models depend on it: it must never change.
 */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}
