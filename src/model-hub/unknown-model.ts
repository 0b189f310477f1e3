import { InvalidRequestError } from '../common/errors/errors.js';
import { CATALOGUE } from '../inference/catalogue/catalogue.js';

export const unknownModel = (name: string): InvalidRequestError =>
  InvalidRequestError.forField(
    'name',
    `there is no model "${name.slice(0, 100)}" to fetch; there are ${CATALOGUE.map((entry) => entry.name).join(', ')}`,
  );
