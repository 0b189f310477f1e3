import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiAnswer, type ApiRequest, callApi } from './api-client.js';
import { PrivateRedis } from './private-redis.js';
import { ScratchDatabase } from './scratch-database.js';
import { ADMIN, copyPreparedDatabase } from './prepared-database.js';
import { PROBE_SERVER_ENTRY, SERVER_ENTRY, ServerProcess } from './server-process.js';

export { ADMIN };

/** Settings that change what a first start makes. */
const OF_FIRST_START = /^(ADMIN_|DATABASE_)/;

export interface TestServerOptions {
  /** Also registers the job kinds `probe.*`. */
  readonly probe?: boolean;
  readonly environment?: NodeJS.ProcessEnv;
}

function newDataDirectory({ environment = {} }: TestServerOptions): string {
  const directory = mkdtempSync(join(tmpdir(), 'earshot-test-'));
  const isUsual = !Object.keys(environment).some((name) => OF_FIRST_START.test(name));
  if (isUsual && process.env.TEST_PROFILE !== 'scaled') copyPreparedDatabase(directory);
  return directory;
}

/** The services that a test server of the scaled profile has for itself. */
class Services {
  private constructor(
    private readonly database: ScratchDatabase,
    private readonly redis: PrivateRedis,
  ) {}

  static async start(): Promise<Services> {
    return new Services(await ScratchDatabase.create(), await PrivateRedis.start());
  }

  get environment(): NodeJS.ProcessEnv {
    return { DATABASE_URL: this.database.url, REDIS_URL: this.redis.url };
  }

  async stop(): Promise<void> {
    await this.redis.stop();
    await this.database.drop();
  }
}

/**
 * A server of its own for a test file: a new DATA_DIR with an embedded database as after a first start (unless DATABASE_URL is given),
 * any free port, an administrator and generous limits. With TEST_PROFILE=scaled it runs on PostgreSQL and Redis instead.
 */
export class TestServer {
  private constructor(
    readonly dataDirectory: string,
    private options: TestServerOptions,
    private process: ServerProcess,
    private readonly services: Services | undefined,
  ) {}

  static async start(options: TestServerOptions = {}): Promise<TestServer> {
    const dataDirectory = options.environment?.DATA_DIR ?? newDataDirectory(options);
    const isScaled = process.env.TEST_PROFILE === 'scaled' && options.environment?.DATABASE_URL === undefined;
    const services = isScaled ? await Services.start() : undefined;
    const complete = { ...options, environment: { ...services?.environment, ...options.environment } };
    try {
      return new TestServer(dataDirectory, complete, await TestServer.launch(dataDirectory, complete), services);
    } catch (error) {
      await services?.stop();
      throw error;
    }
  }

  private static launch(dataDirectory: string, { probe, environment }: TestServerOptions): Promise<ServerProcess> {
    return ServerProcess.start(probe === true ? PROBE_SERVER_ENTRY : SERVER_ENTRY, {
      DATA_DIR: dataDirectory,
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      LOGIN_ATTEMPTS_PER_MINUTE: '10000',
      ...environment,
    });
  }

  get url(): string {
    return this.process.url;
  }

  /** Everything that the process wrote. */
  get output(): string {
    return this.process.output;
  }

  get pid(): number {
    return this.process.child.pid!;
  }

  call<Body = Record<string, unknown>>(path: string, request: ApiRequest = {}): Promise<ApiAnswer<Body>> {
    return callApi<Body>(`${this.url}${path}`, request);
  }

  async login(email: string, password: string): Promise<string> {
    const { status, body } = await this.call('/v1/auth/login', { json: { email, password } });
    if (status !== 200) throw new Error(`Login as ${email} answered ${status}: ${JSON.stringify(body)}`);
    return body.accessToken as string;
  }

  adminToken(): Promise<string> {
    return this.login(ADMIN.email, ADMIN.password);
  }

  /** Creates a user and logs in as them. */
  async newUser(email: string, password = 'user password 1', role = 'user'): Promise<{ id: string; token: string }> {
    const admin = await this.adminToken();
    const { status, body } = await this.call('/v1/users', { token: admin, json: { email, password, role } });
    if (status !== 201) throw new Error(`Creating ${email} answered ${status}: ${JSON.stringify(body)}`);
    return { id: body.id as string, token: await this.login(email, password) };
  }

  /** Ends the process at once, as a crash would. */
  async kill(): Promise<void> {
    await this.process.stop('SIGKILL');
  }

  /** Asks the process to stop, as Ctrl-C (SIGINT) and service managers do. @returns its exit code */
  shutDown(signal: 'SIGINT' | 'SIGTERM' = 'SIGTERM'): Promise<number | null> {
    return this.process.stop(signal);
  }

  /** Starts again on the same data, with other settings where some are given. */
  async restart(changes: NodeJS.ProcessEnv = {}): Promise<void> {
    await this.process.stop();
    this.options = { ...this.options, environment: { ...this.options.environment, ...changes } };
    this.process = await TestServer.launch(this.dataDirectory, this.options);
  }

  async stop(): Promise<void> {
    await this.process.stop();
    await this.services?.stop();
    rmSync(this.dataDirectory, { recursive: true, force: true });
  }
}
