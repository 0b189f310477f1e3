import { InvalidEnvironmentError, loadEnvironment } from './load-environment.js';

describe('loadEnvironment', () => {
  it('needs no variable at all', () => {
    const environment = loadEnvironment({});
    expect(environment.PORT).toBe(8000);
    expect(environment.HOST).toBe('127.0.0.1');
    expect(environment.MAX_UPLOAD_BYTES).toBe(2 * 1024 ** 3);
    expect(environment.DATABASE_URL).toBeUndefined();
    expect(environment.OPEN_REGISTRATION).toBe(false);
  });

  it('reads numbers, lists and truth values from text', () => {
    const environment = loadEnvironment({
      PORT: '9',
      EXTRA_PORTS: '8050, 8060',
      OPEN_REGISTRATION: 'yes',
      LOG_LEVEL: '',
    });
    expect(environment.PORT).toBe(9);
    expect(environment.EXTRA_PORTS).toEqual([8050, 8060]);
    expect(environment.OPEN_REGISTRATION).toBe(true);
    expect(environment.LOG_LEVEL).toBe('info');
  });

  it('lists every bad variable at once', () => {
    const load = () =>
      loadEnvironment({
        PORT: '70000',
        JWT_SECRET: 'short',
        ROLE: 'both',
        DATABASE_URL: 'mysql://x',
        OPEN_REGISTRATION: 'maybe',
      });
    expect(load).toThrow(InvalidEnvironmentError);
    for (const name of ['PORT', 'JWT_SECRET', 'ROLE', 'DATABASE_URL', 'OPEN_REGISTRATION']) expect(load).toThrow(name);
  });

  it('measures the secret in bytes, not in letters', () => {
    expect(loadEnvironment({ JWT_SECRET: 'ü'.repeat(16) }).JWT_SECRET).toHaveLength(16);
    expect(() => loadEnvironment({ JWT_SECRET: 'u'.repeat(31) })).toThrow('32 bytes');
  });

  it('refuses a worker without a database that processes can share', () => {
    expect(() => loadEnvironment({ ROLE: 'worker' })).toThrow('DATABASE_URL');
  });
});
