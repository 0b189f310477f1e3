import { PreTrainedTokenizer } from '@huggingface/transformers';
import { FieldFault, type JsonFields } from './json-fields.js';

interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly special?: boolean;
}

const isAddedToken = (value: unknown): value is AddedToken => {
  const { id, content } = (value ?? {}) as Partial<AddedToken>;
  return Number.isInteger(id) && id! >= 0 && typeof content === 'string';
};

const TIMESTAMP_TEXT = /^<\|\d+\.\d+\|>$/;

/** Text to tokens and back. */
export interface TextTokenizer {
  /** Tokens of plain text; what looks like a special token in it is text too. */
  encode(text: string): number[];
  /** Text of tokens as it is, spaces included. Bytes that are no whole character become U+FFFD. */
  decode(tokens: readonly number[]): string;
}

/** Text to tokens and back, by the tokenizer of transformers.js, from files alone: it asks no network. */
export class WhisperTokenizer implements TextTokenizer {
  private constructor(
    private readonly tokenizer: PreTrainedTokenizer,
    /** Numbers of the tokens that are no text, by their own text, as `<|en|>`; without those of timestamps. */
    readonly specialTokens: ReadonlyMap<string, number>,
  ) {}

  /**
   * @param tokenizer `tokenizer.json` @param configuration `tokenizer_config.json`
   * @throws FieldFault when it is none
   */
  static of(tokenizer: JsonFields, configuration: JsonFields): WhisperTokenizer {
    const { added_tokens: added, model } = tokenizer.all;
    if (typeof model !== 'object' || model === null) tokenizer.refuse('model', 'must be an object');
    if (!Array.isArray(added) || !added.every(isAddedToken)) {
      return tokenizer.refuse('added_tokens', 'must be a list of objects with id and content');
    }
    const special = added.filter(({ content }) => !TIMESTAMP_TEXT.test(content));
    try {
      return new WhisperTokenizer(
        new PreTrainedTokenizer(tokenizer.all, configuration.all),
        new Map(special.map(({ content, id }) => [content, id])),
      );
    } catch (error) {
      throw new FieldFault(`${tokenizer.file}: it is no tokenizer (${(error as Error).message})`);
    }
  }

  encode(text: string): number[] {
    const harmless = text.replaceAll('<|', '< |');
    return harmless === '' ? [] : this.tokenizer.encode(harmless, { add_special_tokens: false });
  }

  decode(tokens: readonly number[]): string {
    if (tokens.length === 0) return '';
    return this.tokenizer.decode([...tokens], { skip_special_tokens: false, clean_up_tokenization_spaces: false });
  }
}
