import { Param, type PipeTransform } from '@nestjs/common';
import { InvalidRequestError } from '../common/errors/errors.js';

const readVersion = (name: string): PipeTransform<string, number | 'latest'> => ({
  transform: (text) => {
    if (text === 'latest') return text;
    if (/^\d{1,9}$/.test(text)) return Number(text);
    throw InvalidRequestError.forField(name, 'must be the number of a version or "latest"');
  },
});

/** A path parameter that must be the number of a version, or `latest`. */
export const VersionParam = (name = 'version'): ParameterDecorator => Param(name, readVersion(name));
