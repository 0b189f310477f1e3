/** The numbers of a moving window in ascending order. */
export class SortedWindow {
  private readonly values: Float32Array;
  private count = 0;

  /** @param capacity most numbers at a time */
  constructor(capacity: number) {
    this.values = new Float32Array(capacity);
  }

  add(value: number): void {
    const place = this.placeOf(value);
    this.values.copyWithin(place + 1, place, this.count);
    this.values[place] = value;
    this.count++;
  }

  /** Takes out a number that was added, as float32. */
  remove(value: number): void {
    const place = this.placeOf(value);
    this.values.copyWithin(place, place + 1, this.count);
    this.count--;
  }

  /** The number at this part of the way from the smallest to the largest: the nearest one, not between two. */
  at(share: number): number {
    return this.values[Math.round(share * (this.count - 1))];
  }

  /** Position of the first number that is not smaller. */
  private placeOf(value: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.values[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
