/** exp(mean log-probability): 0 to 1; 0 of nothing. */
export function confidenceOf(logProbabilities: readonly number[]): number {
  if (logProbabilities.length === 0) return 0;
  const sum = logProbabilities.reduce((total, value) => total + value, 0);
  return Math.min(1, Math.exp(sum / logProbabilities.length));
}
