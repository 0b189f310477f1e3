/** A choice among alternatives: the features of each, and which of them are right. */
export interface Choice {
  readonly alternatives: readonly (readonly number[])[];
  readonly right: readonly boolean[];
  /** How much it counts. */
  readonly weight: number;
}

const STEPS = 40;

/**
 * Weights of the features that make the right alternatives likeliest, by Newton's method with a ridge penalty. Choices without a right
 * alternative teach nothing.
 * @param ridge strength of the penalty on weights of features that are scaled to a standard deviation of 1
 */
export function fitConditionalLogit(choices: readonly Choice[], ridge: number): number[] {
  const usable = choices.filter(({ right }) => right.includes(true));
  const scales = deviations(usable);
  const scaled = usable.map((choice) => ({
    ...choice,
    alternatives: choice.alternatives.map((features) => features.map((value, index) => value / scales[index])),
  }));
  const total = scaled.reduce((sum, { weight }) => sum + weight, 0);
  let weights = scales.map(() => 0);
  for (let step = 0; step < STEPS; step++) {
    const { gradient, curvature } = derivatives(scaled, weights, total);
    gradient.forEach((_, index) => {
      gradient[index] -= 2 * ridge * weights[index];
      curvature[index][index] += 2 * ridge;
    });
    weights = weights.map((value, index) => value + solve(curvature, gradient)[index]);
  }
  return weights.map((value, index) => value / scales[index]);
}

/** The chance of each alternative. */
export function chances(alternatives: readonly (readonly number[])[], weights: readonly number[]): number[] {
  const scores = alternatives.map((features) =>
    features.reduce((sum, value, index) => sum + value * weights[index], 0),
  );
  const highest = Math.max(...scores);
  const exponentials = scores.map((score) => Math.exp(score - highest));
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  return exponentials.map((value) => value / total);
}

function deviations(choices: readonly Choice[]): number[] {
  const rows = choices.flatMap(({ alternatives }) => alternatives);
  return rows[0].map((_, index) => {
    const mean = rows.reduce((sum, row) => sum + row[index], 0) / rows.length;
    return Math.sqrt(rows.reduce((sum, row) => sum + (row[index] - mean) ** 2, 0) / rows.length) || 1;
  });
}

/** Gradient of the mean log-likelihood and the curvature of its concave part, which keeps the steps uphill. */
function derivatives(
  choices: readonly Choice[],
  weights: readonly number[],
  total: number,
): { gradient: number[]; curvature: number[][] } {
  const gradient = weights.map(() => 0);
  const curvature = weights.map(() => weights.map(() => 0));
  for (const { alternatives, right, weight } of choices) {
    const prior = chances(alternatives, weights);
    const sure = prior.reduce((sum, chance, index) => sum + (right[index] ? chance : 0), 0);
    const mean = weights.map((_, feature) =>
      alternatives.reduce((sum, features, index) => sum + prior[index] * features[feature], 0),
    );
    alternatives.forEach((features, index) => {
      const posterior = right[index] ? prior[index] / Math.max(sure, 1e-12) : 0;
      features.forEach((value, feature) => {
        gradient[feature] += (weight / total) * (posterior - prior[index]) * value;
        const share = (weight / total) * prior[index] * (value - mean[feature]);
        for (let other = 0; other < mean.length; other++) {
          curvature[feature][other] += share * (features[other] - mean[other]);
        }
      });
    });
  }
  return { gradient, curvature };
}

/** Solves a positive definite system by Gaussian elimination. */
function solve(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, vector[index]]);
  rows.forEach((pivot, index) => {
    for (let below = index + 1; below < rows.length; below++) {
      const factor = rows[below][index] / pivot[index];
      rows[below] = rows[below].map((value, column) => value - factor * pivot[column]);
    }
  });
  const solution = vector.map(() => 0);
  for (let index = rows.length - 1; index >= 0; index--) {
    const known = solution.reduce((sum, value, column) => sum + value * rows[index][column], 0);
    solution[index] = (rows[index][rows.length] - known) / rows[index][index];
  }
  return solution;
}
