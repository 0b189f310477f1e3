import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
  type ValidationError,
  validateSync,
} from 'class-validator';
import { checkStructure } from '../common/http/check-structure.js';
import { ModelCard } from './model-card.dto.js';
import { InvalidManifestError } from './model-errors.js';

export const MODEL_TASKS = [
  'segmentation',
  'transcription',
  'sentiment',
  'speech-embedding',
  'voice-activity',
] as const;
export type ModelTask = (typeof MODEL_TASKS)[number];

/** `bundled` models come with Earshot, `trained` ones were made here, `hub` ones were fetched, `imported` ones came as a directory or a zip. */
export const MODEL_SOURCES = ['bundled', 'trained', 'hub', 'imported'] as const;
export type ModelSource = (typeof MODEL_SOURCES)[number];

export const MANIFEST_FILE = 'model.json';
/** Letters, digits, `_`, `.` and `-`, but not only dots: nothing that leads to another directory. */
export const MODEL_NAME = /^(?!\.+$)[a-zA-Z0-9_.-]{1,100}$/;
/** No directories, no hidden files, nothing that a file system reads in another way, and not the manifest itself. */
const FILE_NAME = /^(?!model\.json$)[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
const MOST_FILES = 32;
const MOST_BYTES = 2 ** 40;

/** One file of a model, beside its manifest. */
export class ModelFile {
  @Matches(FILE_NAME, { message: '$property must be a plain file name other than model.json' })
  path: string;

  @IsInt()
  @Min(0)
  @Max(MOST_BYTES)
  bytes: number;

  /** Lower-case hexadecimal. */
  @Matches(/^[0-9a-f]{64}$/, { message: '$property must be 64 lower-case hexadecimal digits' })
  sha256: string;
}

/** Where a fetched model came from. */
export class ModelOrigin {
  /** Repository of the hub, as `onnx-community/whisper-base_timestamped`. */
  @Matches(/^[\w.-]{1,100}\/[\w.-]{1,100}$/)
  repository: string;

  /** Commit that every file is of. */
  @Matches(/^[0-9a-f]{40}$/)
  revision: string;
}

/** What `model.json` says of the model that lies beside it. */
export class ModelManifest {
  @Matches(MODEL_NAME)
  name: string;

  @IsIn(MODEL_TASKS)
  task: ModelTask;

  @Matches(/^[0-9A-Za-z.+-]{1,50}$/)
  version: string;

  @IsIn(MODEL_SOURCES)
  source: ModelSource;

  /** As SPDX names it, or a sentence. */
  @IsString()
  @MaxLength(500)
  licence: string;

  @IsString()
  @MaxLength(5000)
  description: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_FILES)
  @ArrayUnique<ModelFile>((file) => file?.path)
  @ValidateNested({ each: true })
  @Type(() => ModelFile)
  files: ModelFile[];

  /** The task's own; whoever runs the model checks them. */
  @IsObject()
  settings: object;

  @IsObject()
  @ValidateNested()
  @Type(() => ModelCard)
  card: ModelCard;

  /** Of a model that was fetched from a hub. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ModelOrigin)
  origin?: ModelOrigin;
}

/** What whoever writes a model says of it; the files are measured when they are written. */
export type NewModelManifest = Omit<ModelManifest, 'files'>;

/**
 * Reads the text of a `model.json`, which may come from anywhere.
 * @param path named in errors
 * @throws InvalidManifestError naming the first field that is wrong
 */
export function parseManifest(text: string, path: string): ModelManifest {
  const raw = parseObject(text, path);
  // Without the free-form parts: walking through the classes of a large codebook would take hundreds of milliseconds.
  const manifest = plainToInstance(ModelManifest, { ...raw, settings: isObject(raw.settings) ? {} : raw.settings });
  const fault = firstFault(validateSync(manifest, { forbidUnknownValues: true, whitelist: true }));
  if (fault !== undefined) throw new InvalidManifestError(path, fault);
  manifest.settings = raw.settings as object;
  const { lineage } = manifest.card;
  lineage.settings = (raw.card as ModelCard).lineage.settings;
  lineage.base ??= null;
  lineage.dataSha256 ??= null;
  return manifest;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseObject(text: string, path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
    checkStructure(value, Infinity);
  } catch (error) {
    throw new InvalidManifestError(path, (error as Error).message);
  }
  if (!isObject(value)) throw new InvalidManifestError(path, 'it is not a JSON object');
  return value;
}

function firstFault(faults: readonly ValidationError[], parent = ''): string | undefined {
  for (const { property, constraints, children = [] } of faults) {
    const path = parent === '' ? property : `${parent}.${property}`;
    if (constraints !== undefined) return `${path}: ${Object.values(constraints)[0]}`;
    const deeper = firstFault(children, path);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}
