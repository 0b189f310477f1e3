/** A list of numbers in one typed array that doubles when it is full: 4 bytes a number, however long it gets. */
export class GrowingArray {
  private values = new Float32Array(1_024);
  private used = 0;

  get length(): number {
    return this.used;
  }

  push(value: number): void {
    if (this.used === this.values.length) {
      const larger = new Float32Array(2 * this.used);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.used++] = value;
  }

  /** A view, valid until the next push. */
  view(): Float32Array {
    return this.values.subarray(0, this.used);
  }
}
