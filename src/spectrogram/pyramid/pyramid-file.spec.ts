import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DamagedPyramidError } from './damaged-pyramid.error.js';
import { type PyramidDescription, TILE_COLUMNS } from './pyramid-description.js';
import { HEADER_BYTES, indexRange, PyramidIndex, PyramidWriter, readPyramidHeader } from './pyramid-file.js';

const ROWS = 16;
const DESCRIPTION: PyramidDescription = {
  method: 'linear',
  channel: 0,
  sampleRateHz: 8_000,
  fftLength: 512,
  hopLength: 512,
  rows: ROWS,
  minimumHz: 0,
  maximumHz: 4_000,
  identity: 'AAAAAAAAAAAA',
  durationSeconds: 20,
  columns: [150, 300],
  counts: [1],
};

describe('the file of a pyramid', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'pyramid-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Three tiles of silence. */
  function write(description: PyramidDescription): Buffer {
    const path = join(folder, description.identity);
    const descriptor = openSync(path, 'w');
    const writer = new PyramidWriter(descriptor);
    const silence = new Uint8Array(TILE_COLUMNS * ROWS);
    for (const [level, x] of [
      [0, 0],
      [0, 1],
      [1, 0],
    ]) {
      writer.write({ level, x, max: silence, below: silence });
    }
    expect(writer.finish(description)).toBe(readFileSync(path).length);
    closeSync(descriptor);
    return readFileSync(path);
  }

  it('tells where each tile lies', () => {
    const bytes = write(DESCRIPTION);
    const header = readPyramidHeader(bytes);
    const { start, end } = indexRange(header);
    expect(end).toBe(bytes.length - 1);
    const index = new PyramidIndex(header, bytes.subarray(start, end + 1));
    expect(index.description).toEqual(DESCRIPTION);
    expect(index.entry(1, 0)!.position).toBe(HEADER_BYTES);
    expect(index.entry(0, 0)!.position).toBeGreaterThan(index.entry(1, 1)!.position);
    expect([index.entry(0, 1), index.entry(1, 2), index.entry(2, 0), index.entry(0, 0.5)]).toEqual([
      ...new Array<undefined>(4),
    ]);
  });

  it('has another header when it shows something else, even if all sizes agree', () => {
    const one = write(DESCRIPTION);
    const other = write({ ...DESCRIPTION, minimumHz: 9, identity: 'BBBBBBBBBBBB' });
    expect(other).toHaveLength(one.length);
    expect(other.subarray(0, HEADER_BYTES)).not.toEqual(one.subarray(0, HEADER_BYTES));
  });

  it('is refused when it is none', () => {
    expect(() => readPyramidHeader(Buffer.alloc(HEADER_BYTES))).toThrow(DamagedPyramidError);
    expect(() => readPyramidHeader(Buffer.alloc(3))).toThrow(DamagedPyramidError);
  });
});
