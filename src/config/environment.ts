import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { availableParallelism } from 'node:os';
import { availableMegabytes } from './available-megabytes.js';
import { HasBytes } from './has-bytes.js';
import { IsConnectionUrl } from './is-connection-url.js';
import { Setting } from './setting.js';
import { toBoolean, toList } from './text-values.js';

export const ROLES = ['all', 'api', 'worker'] as const;
export type Role = (typeof ROLES)[number];

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Every setting of Earshot, read once from the environment. `docs/configuration.md` is generated from this class. */
export class Environment {
  @Setting('Server', 'Port of the HTTP API. 0 takes any free port.')
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65535)
  PORT = 8000;

  @Setting('Server', 'Address to listen on. The default answers this machine only; use 0.0.0.0 to serve a network.')
  @IsString()
  HOST = '127.0.0.1';

  @Setting('Server', 'Further ports on which the same application listens, separated by commas.')
  @Transform(({ value }) => toList(value).map(Number))
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(65535, { each: true })
  EXTRA_PORTS: number[] = [];

  @Setting('Server', 'What this process does: `api` answers requests, `worker` runs jobs, `all` does both.')
  @IsIn(ROLES)
  ROLE: Role = 'all';

  @Setting('Server', 'Origins that browsers may call from, separated by commas; `*` for any. Empty: same origin only.')
  @Transform(({ value }) => toList(value))
  @IsString({ each: true })
  CORS_ORIGINS: string[] = [];

  @Setting('Server', 'Least severe log messages that are written.')
  @IsIn(LOG_LEVELS)
  LOG_LEVEL: LogLevel = 'info';

  @Setting(
    'Server',
    'Number of reverse proxies in front, so that client addresses for throttling come from `X-Forwarded-For`.',
  )
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(10)
  TRUSTED_PROXIES = 0;

  @Setting('Storage', 'Directory of everything that is kept: recordings, embedded database, secrets, models.')
  @IsString()
  @MinLength(1)
  DATA_DIR = './data';

  @Setting(
    'Storage',
    'PostgreSQL 15 or newer, as `postgres://user:password@host:5432/database`. Empty: the embedded one.',
  )
  @IsOptional()
  @IsConnectionUrl(['postgres', 'postgresql'])
  DATABASE_URL?: string;

  @Setting('Storage', 'Redis 6.2 or newer, as `redis://host:6379`. Empty: jobs are handed out by the database alone.')
  @IsOptional()
  @IsConnectionUrl(['redis', 'rediss'])
  REDIS_URL?: string;

  @Setting('Accounts', 'Secret that signs access tokens, 32 bytes or more. Empty: made once and kept in `DATA_DIR`.')
  @IsOptional()
  @IsString()
  @HasBytes(32, { message: 'JWT_SECRET must be at least 32 bytes; leave it empty to have one made' })
  JWT_SECRET?: string;

  @Setting('Accounts', 'Address of the administrator that the first start creates.')
  @IsEmail({ require_tld: false })
  ADMIN_EMAIL = 'admin@localhost';

  @Setting('Accounts', 'Password of that administrator. Empty: made and printed once on the first start.')
  @IsOptional()
  @IsString()
  @MinLength(10)
  @MaxLength(200)
  ADMIN_PASSWORD?: string;

  @Setting('Accounts', 'Whether anyone may register an account. Otherwise only administrators create them.')
  @Transform(({ value }) => toBoolean(value))
  @IsBoolean()
  OPEN_REGISTRATION = false;

  @Setting(
    'Accounts',
    'How often a minute one account may be tried with a password; one address may try three times as often in all.',
  )
  @Type(() => Number)
  @IsInt()
  @Min(1)
  LOGIN_ATTEMPTS_PER_MINUTE = 10;

  @Setting(
    'Accounts',
    'Whether clients of older systems that send no credential are let in, on their routes only, as one shared account. ' +
      'Read `docs/compat.md` first: it opens those routes to everyone who can reach the server, and to every web page.',
  )
  @Transform(({ value }) => toBoolean(value))
  @IsBoolean()
  COMPAT_OPEN = false;

  @Setting(
    'Accounts',
    'File of tokens that clients of older systems send in bodies, and what each allows (`docs/compat.md`). Empty: whoever is let in ' +
      'may segment and train.',
  )
  @IsOptional()
  @IsString()
  COMPAT_TOKENS_FILE?: string;

  @Setting('Recordings', 'Largest upload in bytes.')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  MAX_UPLOAD_BYTES = 2 * 1024 ** 3;

  @Setting('Recordings', 'Longest recording in seconds.')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  MAX_DURATION_SECONDS = 24 * 3600;

  @Setting(
    'Recordings',
    'Whether recordings may be fetched from private, loopback and link-local addresses, and `MODEL_HUB_URL` may redirect to those of other hosts.',
  )
  @Transform(({ value }) => toBoolean(value))
  @IsBoolean()
  URL_IMPORT_ALLOW_PRIVATE = false;

  @Setting('Recordings', 'Seconds after which fetching a recording from a URL is given up.')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  URL_IMPORT_TIMEOUT_SECONDS = 600;

  @Setting('Work', 'Worker threads that decode, transform and run models; also the number of jobs run at a time.')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(256)
  COMPUTE_THREADS = availableParallelism();

  @Setting(
    'Work',
    'Megabytes that the sound of one training set and what is computed of it may take; larger sets are refused with 422.',
  )
  @Type(() => Number)
  @IsInt()
  @Min(64)
  @Max(1_048_576)
  MAX_TRAINING_MEMORY_MB = Math.max(64, Math.floor(availableMegabytes() / 3));

  @Setting(
    'Work',
    'Path of the ffmpeg program. Empty: the `ffmpeg-static` package, else `ffmpeg` on the PATH, else none.',
  )
  @IsOptional()
  @IsString()
  FFMPEG_PATH?: string;

  @Setting('Recordings', 'Most tracks of labels that one recording may have; further ones are refused with 409.')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  MAX_TRACKS_PER_RECORDING = 1_000;

  @Setting(
    'Limits',
    'Most versions that one track of labels may have; further saves are refused with 409, none is lost.',
  )
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  MAX_VERSIONS_PER_TRACK = 100_000;

  @Setting('Models', 'Where models are fetched from: the Hugging Face hub, or a mirror of it.')
  @IsConnectionUrl(['https', 'http'])
  MODEL_HUB_URL = 'https://huggingface.co';

  @Setting(
    'Models',
    'Token for repositories that want one. It is sent to `MODEL_HUB_URL` alone, not to where that redirects.',
  )
  @IsOptional()
  @Matches(/^[\x21-\x7e]{1,500}$/, { message: 'MODEL_HUB_TOKEN must be one word of printable characters' })
  MODEL_HUB_TOKEN?: string;

  @Setting(
    'Models',
    'Whether the default models (`whisper-base` and `twitter-roberta-base-sentiment-latest`, about 210 MB) are fetched in the ' +
      'background where they are missing.',
  )
  @Transform(({ value }) => toBoolean(value))
  @IsBoolean()
  MODELS_AUTO_PULL = false;

  @Setting('Work', 'Most jobs that may wait in all; further ones are refused with 429.')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  MAX_QUEUED_JOBS = 20_000;

  @Setting('Work', 'Most jobs that one user may have waiting; further ones are refused with 429.')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  MAX_QUEUED_JOBS_PER_USER = 2_000;

  @Setting('Work', 'Seconds that a stopping process gives to running jobs before it hands them back.')
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(3600)
  SHUTDOWN_GRACE_SECONDS = 20;

  @Setting('Work', 'Seconds after which a job whose process died is given to another one.')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(600)
  JOB_LEASE_SECONDS = 15;

  @Setting(
    'Work',
    'Seconds before a failed job is tried again; each further try waits twice as long as the one before.',
  )
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(3600)
  JOB_RETRY_DELAY_SECONDS = 5;
}
