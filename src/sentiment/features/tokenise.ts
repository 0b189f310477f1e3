import { plainEmoji } from './plain-emoji.js';

/** A piece of a text as the model sees it. */
export interface Token {
  /** Normalised: lower case, no letter more than twice in a row, `http` for an address, `@user` for a name, `0` for every digit. */
  readonly text: string;
  readonly kind: 'word' | 'emoticon' | 'emoji' | 'punctuation' | 'address' | 'mention' | 'number';
  /** Written with a letter repeated three times or more, as `soooo`. */
  readonly isElongated: boolean;
  /** Written in capitals, as `NEVER`; two letters at least. */
  readonly isShouted: boolean;
  /** Written with a `#` before it. */
  readonly isHashtag: boolean;
  /** After a negation and before the next punctuation. */
  readonly isNegated: boolean;
}

const PATTERN = new RegExp(
  [
    /(?<address>https?:\/\/\S+|www\.\S+|\bhttp\b)/,
    /(?<mention>@\w+)/,
    /(?<emoticon>[<>]?[:;=8x][-o*'^]?[)\](/\\[dp}{@|*3]+(?!\w)|(?<!\w)[)\](/\\[d]+[-o*']?[:;=]|<\/?3+|\^[_.-]*\^|(?<!\w)[-._>t;o]_+[-._<t;o](?!\w))/i,
    /(?<emoji>\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}]{2})/u,
    /(?<number>\p{N}[\p{N}.,:]*\p{N}|\p{N})/u,
    /(?<word>#?[\p{L}\p{M}][\p{L}\p{M}\p{N}_]*(?:['’-][\p{L}\p{M}]+)*)/u,
    /(?<punctuation>(?<same>[^\s\p{L}\p{N}])\k<same>*)/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'giu',
);

const NEGATION =
  /^(?:no|not|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|hardly|barely|lack|lacks|lacking|aint|cant|dont|doesnt|didnt|isnt|wasnt|wont|wouldnt|couldnt|shouldnt|havent|hasnt|hadnt|arent|werent|.*n't)$/;
const CLAUSE_END = /^[.,:;!?…]/;

const squeeze = (text: string): string => text.replace(/(\p{L})\1{2,}/gu, '$1$1');

/** Cuts a text into normalised tokens. Source of the normalisation: Mohammad et al., NRC-Canada, SemEval 2013. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let isNegated = false;
  for (const match of text.normalize('NFKC').replaceAll('’', "'").matchAll(PATTERN)) {
    const groups = match.groups!;
    const [kind] = Object.entries(groups).find(([name, value]) => value !== undefined && name !== 'same')!;
    const token = toToken(match[0], kind as Token['kind'], isNegated);
    if (NEGATION.test(token.text)) isNegated = true;
    else if (token.kind === 'punctuation' && CLAUSE_END.test(token.text)) isNegated = false;
    tokens.push(token);
  }
  return tokens;
}

function toToken(raw: string, kind: Token['kind'], isNegated: boolean): Token {
  const isHashtag = kind === 'word' && raw.startsWith('#');
  const bare = isHashtag ? raw.slice(1) : raw;
  const isElongated = kind === 'word' && /(\p{L})\1{2,}/iu.test(bare);
  const isShouted = kind === 'word' && bare.length > 1 && bare === bare.toUpperCase() && bare !== bare.toLowerCase();
  return { text: normalForm(bare, kind), kind, isElongated, isShouted, isHashtag, isNegated };
}

function normalForm(text: string, kind: Token['kind']): string {
  switch (kind) {
    case 'address':
      return 'http';
    case 'mention':
      return '@user';
    case 'number':
      return text.replace(/\p{N}/gu, '0');
    case 'word':
      return squeeze(text.toLowerCase()).replace(/\p{N}/gu, '0');
    case 'emoticon':
      return text
        .toLowerCase()
        .replace(/^[<>](?!\/?3)/, '')
        .replace(/[-o*'^](?=[)\](/\\[dp}{@|])/, '')
        .replace(/(.)\1+/g, '$1$1');
    case 'punctuation':
      return text.length > 3 ? text.slice(0, 3) : text;
    case 'emoji':
      return plainEmoji(text);
  }
}
