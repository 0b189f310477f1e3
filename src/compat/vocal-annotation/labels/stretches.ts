import { InvalidRequestError } from '../../../common/errors/errors.js';

/** Some time of a recording, seconds. */
export interface Stretch {
  readonly onset: number;
  readonly offset: number;
}

/** A label with its names, as clients send and get it. */
export interface NamedStretch extends Stretch {
  readonly species: string;
  readonly individual: string;
  readonly clustername: string;
}

const LONGEST_NAME = 500;
const UNKNOWN = 'Unknown';

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw InvalidRequestError.forField(where, 'must be an object with onset and offset');
}

function secondsOf(fields: Fields, name: string, where: string): number {
  const given = fields[name];
  const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw InvalidRequestError.forField(`${where}.${name}`, 'must be a number of seconds');
}

function nameOf(fields: Fields, name: string, where: string): string {
  const given = fields[name] ?? '';
  const value = typeof given === 'number' ? String(given) : given;
  if (typeof value === 'string' && value.length <= LONGEST_NAME) return value === '' ? UNKNOWN : value;
  throw InvalidRequestError.forField(`${where}.${name}`, `must be text of at most ${LONGEST_NAME} characters`);
}

/**
 * Reads areas that somebody annotated, which may be empty or upside down.
 * @throws InvalidRequestError naming the first field that is no number, as `annotated_areas[3].onset`
 */
export const readAreas = (values: readonly unknown[], field: string): Stretch[] =>
  values.map((value, index) => {
    const where = `${field}[${index}]`;
    const fields = fieldsOf(value, where);
    return { onset: secondsOf(fields, 'onset', where), offset: secondsOf(fields, 'offset', where) };
  });

/** Reads labels of people; names that are missing are `Unknown`. @throws InvalidRequestError naming the first field that is wrong */
export const readLabels = (values: readonly unknown[], field: string): NamedStretch[] =>
  values.map((value, index) => {
    const where = `${field}[${index}]`;
    const fields = fieldsOf(value, where);
    return {
      onset: secondsOf(fields, 'onset', where),
      offset: secondsOf(fields, 'offset', where),
      species: nameOf(fields, 'species', where),
      individual: nameOf(fields, 'individual', where),
      clustername: nameOf(fields, 'clustername', where),
    };
  });
