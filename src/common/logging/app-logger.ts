import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { PinoPretty as pretty } from 'pino-pretty';
import type { LogLevel } from '../../config/environment.js';

/** Anything that could let a reader of the log act as somebody else. */
const SECRETS = [
  'req.headers.authorization',
  'req.headers.cookie',
  'req.headers["x-api-key"]',
  'res.headers["set-cookie"]',
  'password',
  'token',
  '*.password',
  '*.token',
  '*.accessToken',
  '*.refreshToken',
  // A failed query's values and the row that it was about: password and token hashes among them.
  'err.parameters',
  'err.detail',
  'err.driverError',
];

/** Lines of JSON for programs that collect them; readable ones when a person watches the terminal. */
const defaultDestination = (): DestinationStream | undefined =>
  process.stdout.isTTY ? pretty({ sync: true, ignore: 'req,res,responseTime' }) : undefined;

export const createLogger = (level: LogLevel, destination = defaultDestination()): Logger =>
  pino({ level, redact: { paths: SECRETS, censor: '[hidden]' }, base: undefined }, destination);

/** Parts of Nest that tell of every module and route at each start. */
const TALKATIVE: ReadonlySet<unknown> = new Set(['InstanceLoader', 'RouterExplorer', 'RoutesResolver', 'NestFactory']);

/** Nest's logger on pino, so that the framework and the application write the same structured lines. */
export class AppLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log = (message: unknown, ...rest: unknown[]): void => this.write('info', message, rest);
  warn = (message: unknown, ...rest: unknown[]): void => this.write('warn', message, rest);
  error = (message: unknown, ...rest: unknown[]): void => this.write('error', message, rest);
  fatal = (message: unknown, ...rest: unknown[]): void => this.write('fatal', message, rest);
  debug = (message: unknown, ...rest: unknown[]): void => this.write('debug', message, rest);
  verbose = (message: unknown, ...rest: unknown[]): void => this.write('trace', message, rest);

  private write(level: Exclude<LogLevel, 'silent'>, message: unknown, rest: readonly unknown[]): void {
    const context = rest.at(-1);
    // A start that fails is reported once, by what started it.
    if ((level === 'info' && TALKATIVE.has(context)) || context === 'ExceptionHandler') level = 'debug';
    const fields = typeof context === 'string' ? { context } : {};
    if (message instanceof Error) this.logger[level]({ ...fields, err: message }, message.message);
    else if (typeof message === 'object' && message !== null) this.logger[level]({ ...fields, ...message });
    else this.logger[level](fields, String(message));
  }
}
