/** How alike two texts can be at most by their letters alone, 0 to 1: `difflib.SequenceMatcher.quick_ratio` of Python. */
export function quickRatio(one: string, other: string): number {
  const left = Array.from(one);
  const right = Array.from(other);
  if (left.length + right.length === 0) return 1;
  const available = new Map<string, number>();
  for (const letter of right) available.set(letter, (available.get(letter) ?? 0) + 1);
  let matches = 0;
  for (const letter of left) {
    const count = available.get(letter) ?? 0;
    if (count === 0) continue;
    available.set(letter, count - 1);
    matches++;
  }
  return (2 * matches) / (left.length + right.length);
}
