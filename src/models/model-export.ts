import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { verifyModelFiles } from '../inference/model-directory.js';
import { MANIFEST_FILE } from '../inference/model-manifest.js';
import type { ModelCaller } from './model-lookup.js';
import { ModelsService, type ResolvedModel } from './models.service.js';

/** The client closed the connection: before the last byte, or before the first. */
const CLIENT_LEFT = ['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE'];
/** Of every file in the zip. The time is fixed, so that the same model is always the same file. */
const ENTRY = { compress: false, mode: 0o100644, mtime: new Date('2000-01-01T00:00:00Z') } as const;

/** Gives models away as files that other programs read. */
@Injectable()
export class ModelExport {
  constructor(private readonly models: ModelsService) {}

  /** Sends a zip, uncompressed as weights hardly shrink, with the name that the model has now in its `model.json`. */
  async send(caller: ModelCaller, nameOrId: string, response: Response): Promise<void> {
    const model = await this.models.open(caller, nameOrId);
    // Now, as a fault that is found on the way can only cut the answer.
    await verifyModelFiles(model.directory, model.manifest);
    response.attachment(`${model.name}-${model.version}.zip`);
    response.set({ 'Content-Type': 'application/zip', 'Cache-Control': 'private, no-store' });
    const { stream, sizeBytes, close } = await pack(model);
    response.set('Content-Length', String(sizeBytes));
    try {
      await pipeline(stream, response);
    } catch (error) {
      if (!CLIENT_LEFT.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    } finally {
      close();
    }
  }
}

interface PackedModel {
  readonly stream: Readable;
  readonly sizeBytes: number;
  /** Closes the file that is being read, which nobody else does when the answer is cut. */
  readonly close: () => void;
}

function pack({ directory, manifest }: ResolvedModel): Promise<PackedModel> {
  const zip = new ZipFile();
  const stream = zip.outputStream as Readable;
  let current: Readable | undefined;
  const fail = (error: Error): void => void stream.destroy(error);
  zip.on('error', fail);
  for (const { path, bytes } of manifest.files) {
    zip.addReadStreamLazy(path, { ...ENTRY, size: bytes }, (give) => {
      current = createReadStream(join(directory, path)).on('error', fail);
      give(null, current);
    });
  }
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), MANIFEST_FILE, ENTRY);
  return new Promise((resolve) => {
    const sized = (sizeBytes: number): void => resolve({ stream, sizeBytes, close: () => void current?.destroy() });
    // The types leave out what the function is called with.
    zip.end(undefined, sized as () => void);
  });
}
