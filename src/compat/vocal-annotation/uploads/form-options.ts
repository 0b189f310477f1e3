import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { toInvalidRequest } from '../../../common/http/validation.pipe.js';
import { UploadOptions } from '../dto/upload.dto.js';
import { methodOf } from '../views/picture-request.js';

const TEXTS = ['spec_cal_method', 'color_map'];
const INTEGERS = [
  'n_fft',
  'bins_per_octave',
  'hop_length',
  'num_spec_columns',
  'sampling_rate',
  'min_frequency',
  'max_frequency',
];
const INTEGER = /^\s*[+-]?\d+\s*$/;

/**
 * The options of an upload's form, in which everything but whole numbers means that a number is not given. Other fields are passed over.
 * @throws InvalidRequestError naming the field
 */
export async function readFormOptions(fields: Readonly<Record<string, string>>): Promise<UploadOptions> {
  const numbers = INTEGERS.filter((name) => INTEGER.test(fields[name] ?? ''));
  const values = [...TEXTS, ...numbers].map((name) => [name, fields[name]] as const);
  const options = plainToInstance(UploadOptions, Object.fromEntries(values));
  const errors = await validate(options);
  if (errors.length > 0) throw toInvalidRequest(errors);
  methodOf(options);
  return options;
}
