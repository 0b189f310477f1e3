/** Collects what a reader of the transcript must know; each kind once, however often it happened. */
export class TranscriptWarnings {
  private readonly places = new Map<string, number[]>();

  /** @param text what goes after the place, as `text was left out.` @param second of the recording */
  add(text: string, second: number): void {
    const places = this.places.get(text);
    if (places === undefined) this.places.set(text, [second]);
    else places.push(second);
  }

  get texts(): string[] {
    return [...this.places].map(([text, [first, ...more]]) =>
      more.length === 0
        ? `At ${first.toFixed(1)} s ${text}`
        : `At ${first.toFixed(1)} s and ${more.length} later ${more.length === 1 ? 'place' : 'places'} ${text}`,
    );
  }
}
