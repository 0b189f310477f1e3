import { registerDecorator, type ValidationOptions } from 'class-validator';

export const MOST_KEYWORDS = 10_000;
export const LONGEST_KEYWORD = 200;

/** @returns what is wrong with the list and where, as `keywords[3] has no letter and no digit` without the name before it */
export function faultOfKeywords(value: unknown): string | undefined {
  if (!Array.isArray(value)) return ' must be a list of texts';
  if (value.length > MOST_KEYWORDS) return ` has ${value.length} entries; ${MOST_KEYWORDS} are allowed`;
  for (const [index, keyword] of (value as unknown[]).entries()) {
    const fault = faultOfKeyword(keyword);
    if (fault !== undefined) return `[${index}] ${fault}`;
  }
  return undefined;
}

function faultOfKeyword(keyword: unknown): string | undefined {
  if (typeof keyword !== 'string') return 'must be a text';
  if (keyword.length > LONGEST_KEYWORD) {
    return `has ${keyword.length} characters; ${LONGEST_KEYWORD} are allowed`;
  }
  if (!/[\p{L}\p{N}]/u.test(keyword)) return 'has no letter and no digit: punctuation is not looked for';
  return undefined;
}

/** A list of keywords; the message tells the first that cannot be looked for, by its index. */
export function IsKeywordList(options?: ValidationOptions): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isKeywordList',
      target: target.constructor,
      propertyName: property as string,
      options,
      validator: {
        validate: (value: unknown) => faultOfKeywords(value) === undefined,
        defaultMessage: (context) => `$property${faultOfKeywords(context?.value) ?? ''}`,
      },
    });
}
