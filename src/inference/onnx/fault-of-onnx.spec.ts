import { readFileSync } from 'node:fs';
import { field, onnxWithExternalData, tinyOnnx } from '../../../test/support/tiny-onnx.js';
import { randomSource } from '../../training/randomness/random-source.js';
import { faultOfOnnx } from './fault-of-onnx.js';

const REAL = readFileSync('models/sentiment/sentiment-base/model.onnx');
const EXTERNAL = 'it keeps its weights in another file; export it with the weights inside';

describe('faultOfOnnx', () => {
  it('finds nothing in whole files', () => {
    expect(faultOfOnnx(REAL)).toBeUndefined();
    expect(
      faultOfOnnx(readFileSync('test/models/transcription/whisper-digits/decoder_model_merged.onnx')),
    ).toBeUndefined();
    expect(faultOfOnnx(tinyOnnx('nothing'))).toBeUndefined();
  });

  it.each([0.1, 0.5, 0.9, 0.9999])('finds that %d of a file are not all of it', (share) => {
    expect(faultOfOnnx(REAL.subarray(0, Math.floor(share * REAL.length)))).toBe('it is cut off');
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'it is no ONNX file: it has no graph'],
    ['zeros', Buffer.alloc(100), 'it is no ONNX file: it has no graph'],
    ['a text', Buffer.from('version https://git-lfs.github.com/spec/v1\n'), 'it is no ONNX file'],
    ['a number without an end', Buffer.alloc(100, 0xff), 'it is no ONNX file'],
    ['weights of another file', onnxWithExternalData('../../etc/passwd'), EXTERNAL],
    ['those of a constant', field(7, field(1, field(5, field(5, field(13, 'x'))))), EXTERNAL],
    ['those in a branch', field(7, field(1, field(5, field(6, field(5, field(13, 'x')))))), EXTERNAL],
    ['those of a function', field(25, field(7, field(5, field(5, field(13, 'x'))))), EXTERNAL],
    ['those of a sparse tensor', field(7, field(15, field(1, field(13, 'x')))), EXTERNAL],
  ])('says what is wrong with %s', (_case, bytes, fault) => {
    expect(faultOfOnnx(bytes)).toBe(fault);
  });

  it('does not follow graphs within graphs for ever', () => {
    let graph = field(10, 'innermost');
    for (let level = 0; level < 200; level++) graph = field(1, field(5, field(6, graph)));
    expect(faultOfOnnx(field(7, graph))).toBe('its graphs are nested too deep');
  });

  it('bears any bytes', () => {
    const random = randomSource('onnx');
    for (let run = 0; run < 500; run++) {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 200) }, () => Math.floor(random() * 256));
      expect([undefined, 'string']).toContain(typeof faultOfOnnx(bytes) === 'string' ? 'string' : undefined);
    }
  });
});
