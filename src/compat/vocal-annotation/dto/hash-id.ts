import { Param } from '@nestjs/common';
import { InvalidRequestError } from '../../../common/errors/errors.js';

export const LONGEST_HASH_ID = 200;
export const HASH_ID = /^[^\p{C}\p{Z}/]+$/u;

/** A path parameter that the annotation client's address has as `hash-id`: any word of reasonable length. */
export const HashIdParam = (): ParameterDecorator =>
  Param('hash', {
    transform: (text: string): string => {
      if (text.length <= LONGEST_HASH_ID && HASH_ID.test(text)) return text;
      throw InvalidRequestError.forField('hash', `must be one word of at most ${LONGEST_HASH_ID} characters`);
    },
  });
