import { QueryFailedError } from 'typeorm';
import { AppLogger, createLogger } from './app-logger.js';

describe('AppLogger', () => {
  let lines: string;
  const logger = new AppLogger(createLogger('info', { write: (line) => void (lines += line) }));
  beforeEach(() => {
    lines = '';
  });

  it('tells of a failed query without its values', () => {
    const cause = Object.assign(new Error('null value in column "role"'), {
      detail: 'Failing row contains ($argon2id$)',
    });
    logger.error(new QueryFailedError('INSERT INTO users VALUES ($1)', ['$argon2id$'], cause));
    expect(lines).toContain('INSERT INTO users');
    expect(lines).toContain('null value in column');
    expect(lines).not.toContain('argon2id');
  });

  it('hides credentials in what is logged as an object', () => {
    logger.log({ password: 'secret-1', login: { accessToken: 'secret-2', refreshToken: 'secret-3' } });
    expect(lines).toContain('[hidden]');
    expect(lines).not.toMatch(/secret-\d/);
  });
});
