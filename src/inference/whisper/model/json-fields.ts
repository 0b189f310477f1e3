/** What is wrong with a field of a model's JSON file, as `config.json: d_model must be an integer of 1 to 8192`. */
export class FieldFault extends Error {}

/** Reads fields of a JSON file that may come from anywhere; every reader throws a {@link FieldFault} that names file, field and range. */
export class JsonFields {
  private constructor(
    readonly file: string,
    private readonly fields: Readonly<Record<string, unknown>>,
  ) {}

  static parse(file: string, text: string): JsonFields {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new FieldFault(`${file}: it is not JSON`);
    }
    if (!isRecord(value)) throw new FieldFault(`${file}: it is not an object`);
    return new JsonFields(file, value);
  }

  /** Everything, unchecked. */
  get all(): Readonly<Record<string, unknown>> {
    return this.fields;
  }

  has(name: string): boolean {
    return (this.fields[name] ?? null) !== null;
  }

  integer(name: string, least: number, most: number, fallback?: number): number {
    const value = this.has(name) ? this.fields[name] : fallback;
    if (isIntegerOf(value, least, most)) return value;
    return this.refuse(name, `must be an integer of ${least} to ${most}`);
  }

  /** A list of integers; empty where there is none. */
  integers(name: string, least: number, most: number): number[] {
    const value = this.has(name) ? this.fields[name] : [];
    if (Array.isArray(value) && value.every((item) => isIntegerOf(item, least, most))) return value;
    return this.refuse(name, `must be a list of integers of ${least} to ${most}`);
  }

  /** An object of integers; empty where there is none. */
  integersByName(name: string, least: number, most: number): [string, number][] {
    const value = this.has(name) ? this.fields[name] : {};
    const entries = isRecord(value) ? Object.entries(value) : undefined;
    if (entries?.every(([, item]) => isIntegerOf(item, least, most))) return entries as [string, number][];
    return this.refuse(name, `must be an object of integers of ${least} to ${most}`);
  }

  /** A list of pairs of integers, each below its limit; undefined where there is none. */
  pairs(name: string, limits: readonly [number, number]): [number, number][] | undefined {
    if (!this.has(name)) return undefined;
    const value = this.fields[name];
    const isPair = (pair: unknown): boolean =>
      Array.isArray(pair) && pair.length === 2 && pair.every((item, index) => isIntegerOf(item, 0, limits[index] - 1));
    if (Array.isArray(value) && value.every(isPair)) return value as [number, number][];
    return this.refuse(name, `must be a list of pairs below ${limits.join(' and ')}`);
  }

  /** @throws FieldFault always */
  refuse(name: string, rule: string): never {
    throw new FieldFault(`${this.file}: ${name} ${rule}`);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isIntegerOf = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
