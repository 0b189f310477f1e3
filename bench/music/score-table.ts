/** Of one clip: 1 for right and 0 for wrong, by a strict and by a tolerant rule. */
export interface Score {
  readonly strict: number;
  readonly tolerant: number;
}

/** Mean scores by group, each clip in several groups. */
export class ScoreTable {
  private readonly scores = new Map<string, Score[]>();

  constructor(
    private readonly strictName: string,
    private readonly tolerantName: string,
  ) {}

  add(score: Score, ...groups: string[]): void {
    for (const group of groups) this.scores.set(group, [...(this.scores.get(group) ?? []), score]);
  }

  print(): void {
    const mean = (scores: Score[], column: keyof Score): string =>
      (scores.reduce((sum, score) => sum + score[column], 0) / scores.length).toFixed(3);
    console.table(
      Object.fromEntries(
        [...this.scores].map(([group, scores]) => [
          group,
          {
            clips: scores.length,
            [this.strictName]: mean(scores, 'strict'),
            [this.tolerantName]: mean(scores, 'tolerant'),
          },
        ]),
      ),
    );
  }
}
