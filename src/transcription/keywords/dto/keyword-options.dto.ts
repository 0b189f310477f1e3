import { IsBoolean } from 'class-validator';
import { IsKeywordList } from './is-keyword-list.decorator.js';

/** Which words and phrases to look for. Case, punctuation and compatibility forms never count. */
export class KeywordOptions {
  /** Words and phrases, at most 10,000 of at most 200 characters; each needs a letter or a digit. Those that mean the same are one. */
  @IsKeywordList()
  keywords: string[] = [];

  /** Whether other forms of the same word count, as `puppies` for `puppy` (Snowball stemmers; 23 languages, no effect in others). */
  @IsBoolean()
  stemKeywords: boolean = false;

  /** Whether accents do not count, so that `cafe` finds `café`. */
  @IsBoolean()
  foldKeywordAccents: boolean = false;
}
