/** Takes sounds that are too short to be speech for none. */
export class ClickFilter {
  private held = 0;
  private isPassing = false;

  /** @param shortest frames that a sound must last */
  constructor(private readonly shortest: number) {}

  /** @returns the frames that are certain now */
  push(isOn: boolean): boolean[] {
    if (!isOn) return [...this.flush(), false];
    if (this.isPassing) return [true];
    this.held++;
    if (this.held < this.shortest) return [];
    this.isPassing = true;
    return this.release(true);
  }

  flush(): boolean[] {
    this.isPassing = false;
    return this.release(false);
  }

  private release(isOn: boolean): boolean[] {
    const frames = new Array<boolean>(this.held).fill(isOn);
    this.held = 0;
    return frames;
  }
}
