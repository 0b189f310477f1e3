/** Value of a function at `point`; its gradient is written to `gradient`. */
export type Differentiable = (point: Float32Array, gradient: Float32Array) => number;

export interface MinimiseOptions {
  readonly maxIterations: number;
  /** Ends when a step gains less than this part of the value. */
  readonly tolerance: number;
  readonly onIteration?: (iteration: number, value: number) => void;
}

/** Pairs of steps and changes of the gradient that are kept. */
const MEMORY = 6;
const MOST_HALVINGS = 20;
const SUFFICIENT_DECREASE = 1e-4;

interface Pair {
  readonly step: Float32Array;
  readonly change: Float32Array;
  /** 1 over the scalar product of the two. */
  readonly rho: number;
}

const dot = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index] * b[index];
  return sum;
};
const addScaled = (target: Float32Array, factor: number, vector: Float32Array): void => {
  for (let index = 0; index < target.length; index++) target[index] += factor * vector[index];
};

/**
 * Minimum of a smooth convex function by L-BFGS with a backtracking line search (Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 3.1).
 * The same function and start give the same bits.
 */
export function minimise(f: Differentiable, start: Float32Array, options: MinimiseOptions): Float32Array {
  const pairs: Pair[] = [];
  let point = start;
  let gradient = new Float32Array(start.length);
  let value = f(point, gradient);
  for (let iteration = 1; iteration <= options.maxIterations; iteration++) {
    const direction = descend(gradient, pairs);
    const slope = dot(gradient, direction);
    if (slope >= 0) break;
    // Without knowledge of the curvature, a first step of length 1.
    let length = pairs.length === 0 ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
    let next = point;
    let nextGradient = gradient;
    let nextValue = value;
    for (let halvings = 0; halvings < MOST_HALVINGS; halvings++, length /= 2) {
      next = Float32Array.from(point);
      addScaled(next, length, direction);
      nextGradient = new Float32Array(start.length);
      nextValue = f(next, nextGradient);
      if (nextValue <= value + SUFFICIENT_DECREASE * length * slope) break;
    }
    if (nextValue >= value) break;
    remember(pairs, difference(next, point), difference(nextGradient, gradient));
    const gain = value - nextValue;
    [point, gradient, value] = [next, nextGradient, nextValue];
    options.onIteration?.(iteration, value);
    if (gain < options.tolerance * Math.abs(value)) break;
  }
  return point;
}

const difference = (a: Float32Array, b: Float32Array): Float32Array => a.map((each, index) => each - b[index]);

function remember(pairs: Pair[], step: Float32Array, change: Float32Array): void {
  const curvature = dot(step, change);
  if (curvature <= 0) return;
  pairs.push({ step, change, rho: 1 / curvature });
  if (pairs.length > MEMORY) pairs.shift();
}

/** Minus the inverse Hessian, as the pairs tell it, times the gradient. */
function descend(gradient: Float32Array, pairs: readonly Pair[]): Float32Array {
  const direction = gradient.map((each) => -each);
  const alphas: number[] = [];
  for (const { step, change, rho } of [...pairs].reverse()) {
    const alpha = rho * dot(step, direction);
    alphas.unshift(alpha);
    addScaled(direction, -alpha, change);
  }
  const last = pairs.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.rho * dot(last.change, last.change));
    for (let index = 0; index < direction.length; index++) direction[index] *= scale;
  }
  for (const [index, { step, change, rho }] of pairs.entries()) {
    addScaled(direction, alphas[index] - rho * dot(change, direction), step);
  }
  return direction;
}
