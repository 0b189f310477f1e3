import { addMatrices, affine, type Matrix, normaliseRows, zeroMatrix } from './matrix.js';

export const convolutionalShapes: Readonly<Record<string, readonly number[]>> = {
  'picture0.weight': [3, 1, 3, 3],
  'picture0.bias': [3],
  'picture1.weight': [4, 3, 3, 3],
  'picture1.bias': [4],
  'projection.weight': [8, 5],
  'projection.bias': [5],
  'norm0.scale': [5],
  'norm0.shift': [5],
  'time0.weight': [3, 5, 5],
  'time0.bias': [5],
  'norm1.scale': [5],
  'norm1.shift': [5],
  'time1.weight': [3, 5, 5],
  'time1.bias': [5],
  'scores.weight': [5, 2],
  'scores.bias': [2],
};
export const pictureShape = [2, 8, 7] as const;

type Weights = Readonly<Record<string, number[]>>;

/**
 * Loss of a small convolutional network, in plain loops over float64: two 3 × 3 convolutions with relu that pool the bands,
 * a projection, two dilated convolutions over time on normalised rows with a way around, two scores for each frame.
 */
export function convolutionalLoss(weights: Weights, input: number[], targets: number[]): number {
  const [batch, bands, frames] = pictureShape;
  let loss = 0;
  for (let item = 0; item < batch; item++) {
    const start = item * bands * frames;
    let channels: Matrix[] = [
      Array.from({ length: bands }, (_, band) => input.slice(start + band * frames, start + (band + 1) * frames)),
    ];
    for (const layer of ['picture0', 'picture1']) {
      channels = convolve(channels, weights[`${layer}.weight`], weights[`${layer}.bias`]).map(poolBands);
    }
    const rows = Array.from({ length: frames }, (_, frame) =>
      channels.flatMap((rowsOf) => rowsOf.map((row) => row[frame])),
    );
    let hidden = affine(rows, weights['projection.weight'], weights['projection.bias']).map(relu);
    for (const [layer, dilation] of [1, 2].entries()) {
      const normalised = normaliseRows(hidden, weights[`norm${layer}.scale`], weights[`norm${layer}.shift`]);
      const heard = convolveTime(normalised, weights[`time${layer}.weight`], weights[`time${layer}.bias`], dilation);
      hidden = addMatrices(hidden, heard.map(relu));
    }
    const scores = affine(hidden, weights['scores.weight'], weights['scores.bias']).flat();
    for (const [index, score] of scores.entries()) {
      const target = targets[item * frames * 2 + index];
      loss += Math.max(score, 0) - score * target + Math.log1p(Math.exp(-Math.abs(score)));
    }
  }
  return loss / (batch * frames * 2);
}

const relu = (row: number[]) => row.map((value) => Math.max(value, 0));

function convolve(input: Matrix[], weight: number[], bias: number[]): Matrix[] {
  const [height, width] = [input[0].length, input[0][0].length];
  return bias.map((start, output) => {
    const result = zeroMatrix(height, width);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        let sum = start;
        for (const [channel, picture] of input.entries()) {
          for (let tap = 0; tap < 9; tap++) {
            const value = picture[y + Math.floor(tap / 3) - 1]?.[x + (tap % 3) - 1] ?? 0;
            sum += value * weight[(output * input.length + channel) * 9 + tap];
          }
        }
        result[y][x] = Math.max(sum, 0);
      }
    }
    return result;
  });
}

function poolBands(picture: Matrix): Matrix {
  return Array.from({ length: picture.length / 2 }, (_, band) =>
    picture[2 * band].map((value, frame) => Math.max(value, picture[2 * band + 1][frame])),
  );
}

function convolveTime(rows: Matrix, weight: number[], bias: number[], dilation: number): Matrix {
  const channels = rows[0].length;
  return rows.map((_, time) =>
    bias.map((start, output) => {
      let sum = start;
      for (let tap = 0; tap < 3; tap++) {
        const row = rows[time + (tap - 1) * dilation] ?? [];
        for (const [k, value] of row.entries()) sum += value * weight[(tap * channels + k) * bias.length + output];
      }
      return sum;
    }),
  );
}
