import { type Place, placeAt } from './label-file-error.js';

const SPACE = /[ \t\r\n]/;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const MAX_DEPTH = 32;

type Path = readonly (string | number)[];

/** The text ends or goes wrong here. */
class Stop extends Error {
  constructor(readonly offset: number) {
    super();
  }
}

/** Walks through a JSON text: what the built-in parser does not tell is where something stands. */
class Walk {
  position = 0;
  found?: number;

  constructor(private readonly text: string) {}

  /** @param path of what is looked for within the value that begins here; `undefined` when it is elsewhere */
  value(path: Path | undefined, depth: number): void {
    this.space();
    if (path?.length === 0) this.found = this.position;
    const begin = this.text[this.position];
    if (depth > MAX_DEPTH) throw new Stop(this.position);
    if (begin === '{') this.members('}', () => this.member(path, depth));
    else if (begin === '[') {
      let index = 0;
      this.members(']', () => this.value(path?.[0] === index++ ? path?.slice(1) : undefined, depth + 1));
    } else if (begin === '"') this.string();
    else this.match(SCALAR);
    this.space();
  }

  end(): void {
    if (this.position < this.text.length) throw new Stop(this.position);
  }

  private member(path: Path | undefined, depth: number): void {
    this.space();
    const key = this.string();
    this.space();
    this.expect(':');
    this.value(path?.[0] === key ? path?.slice(1) : undefined, depth + 1);
  }

  private members(close: string, member: () => void): void {
    this.position++;
    this.space();
    if (this.text[this.position] === close) {
      this.position++;
      return;
    }
    member();
    while (this.text[this.position] === ',') {
      this.position++;
      member();
    }
    this.expect(close);
  }

  private string(): string {
    const start = this.position;
    this.expect('"');
    while (this.text[this.position] !== '"') {
      const character = this.text[this.position];
      if (character === undefined || character < ' ') throw new Stop(this.position);
      if (character === '\\') this.match(ESCAPE);
      else this.position++;
    }
    this.position++;
    return JSON.parse(this.text.slice(start, this.position)) as string;
  }

  private space(): void {
    while (this.position < this.text.length && SPACE.test(this.text[this.position])) this.position++;
  }

  private expect(character: string): void {
    if (this.text[this.position] !== character) throw new Stop(this.position);
    this.position++;
  }

  private match(pattern: RegExp): void {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (match === null) throw new Stop(this.position);
    this.position += match[0].length;
  }
}

/** Where the value at `path` stands in a JSON text or, when the text is not JSON or nested deeply, where it stops being so. */
export function placeInJson(text: string, path: Path): Place {
  const walk = new Walk(text);
  try {
    walk.value(path, 0);
    walk.end();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return placeAt(text, error.offset);
  }
  return placeAt(text, walk.found ?? 0);
}
