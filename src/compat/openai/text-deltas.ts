/** What of a growing text is new. A stream takes nothing back: a run that is tried again tells what goes beyond the text of the first one. */
export class TextDeltas {
  private run = -1;
  private text = '';
  private sent = '';

  /** @returns the new part; empty when there is none */
  add(run: number, texts: readonly string[]): string {
    if (run !== this.run) {
      this.run = run;
      this.text = '';
    }
    for (const text of texts) this.text += this.text === '' ? text : ` ${text}`;
    return this.advanceTo(this.text);
  }

  /** @param text the whole, of which `add` has told a part; @returns the rest */
  finish(text: string): string {
    return this.advanceTo(text);
  }

  private advanceTo(text: string): string {
    if (!text.startsWith(this.sent)) return '';
    const delta = text.slice(this.sent.length);
    this.sent = text;
    return delta;
  }
}
