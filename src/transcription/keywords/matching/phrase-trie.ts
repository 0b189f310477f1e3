interface Node {
  readonly next: Map<string, Node>;
  /** Number of the phrase that ends here. */
  phrase?: number;
}

/** Where a phrase was found: words `from` to `to`, without the latter. */
export interface PhraseMatch {
  readonly phrase: number;
  readonly from: number;
  readonly to: number;
}

/** Finds thousands of phrases in one pass: from each word on, only as far as some phrase goes on. */
export class PhraseTrie {
  private readonly root: Node = { next: new Map() };

  /** @param words of the phrase, at least one; of the same words the first phrase counts @param phrase its number */
  add(words: readonly string[], phrase: number): void {
    let node = this.root;
    for (const word of words) {
      let next = node.next.get(word);
      if (next === undefined) node.next.set(word, (next = { next: new Map() }));
      node = next;
    }
    node.phrase ??= phrase;
  }

  /** Every place of every phrase by its first word; a phrase does not overlap itself, different ones may overlap. */
  *find(words: readonly string[]): Generator<PhraseMatch> {
    const endOf = new Map<number, number>();
    for (let from = 0; from < words.length; from++) {
      let node: Node | undefined = this.root;
      for (let to = from; node !== undefined; to++) {
        const { phrase }: Node = node;
        if (phrase !== undefined && (endOf.get(phrase) ?? 0) <= from) {
          endOf.set(phrase, to);
          yield { phrase, from, to };
        }
        node = to < words.length ? node.next.get(words[to]) : undefined;
      }
    }
  }
}
