import { Injectable, Logger } from '@nestjs/common';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { checkModelFiles, verifyModelFiles } from '../../inference/model-directory.js';
import { DamagedModelError } from '../../inference/model-errors.js';
import type { ModelFile, ModelManifest } from '../../inference/model-manifest.js';

/** Larger files take too long to be read while somebody waits: what is wrong with them is known a little later. */
const MOST_BYTES_WAITED_FOR = 64 * 1024 * 1024;
const GONE = 'a file is missing';

type Files = Pick<ModelManifest, 'files'>;

/** What reading a file through has shown, or will show. */
interface Verification {
  /** Changes whenever the file does. */
  readonly stamp: string;
  readonly fault: Promise<DamagedModelError | undefined>;
  /** Set when it is over. */
  known?: { readonly fault: DamagedModelError | undefined };
}

/**
 * Whether the files of models are those that their manifests tell of. Sizes are looked at each time; the SHA-256 of a file is compared once, and
 * again when the file has changed.
 */
@Injectable()
export class ModelIntegrity {
  private readonly logger = new Logger(ModelIntegrity.name);
  private readonly verifications = new Map<string, Verification>();
  private last: Promise<unknown> = Promise.resolve();

  /** What is wrong with a model, as far as it can be told without keeping anybody waiting for long. */
  async faultIn(directory: string, { files }: Files): Promise<DamagedModelError | undefined> {
    try {
      await checkModelFiles(directory, { files });
      for (const file of files) {
        const verification = await this.verificationOf(directory, file);
        const fault = file.bytes > MOST_BYTES_WAITED_FOR ? verification.known?.fault : await verification.fault;
        if (fault !== undefined) return fault;
      }
    } catch (error) {
      if (error instanceof DamagedModelError) return error;
      // Deleted between two looks.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new DamagedModelError(basename(directory), GONE);
      throw error;
    }
    return undefined;
  }

  private async verificationOf(directory: string, file: ModelFile): Promise<Verification> {
    const path = join(directory, file.path);
    const { ino, size, mtimeMs, ctimeMs } = await stat(path);
    const stamp = [ino, size, mtimeMs, ctimeMs, file.sha256].join();
    const before = this.verifications.get(path);
    if (before?.stamp === stamp) return before;
    const verification: Verification = { stamp, fault: this.verify(directory, file) };
    this.verifications.set(path, verification);
    verification.fault.then(
      (fault) => (verification.known = { fault }),
      (error: unknown) => {
        // Not to be read now says nothing about the model: the next one who asks tries again.
        this.verifications.delete(path);
        this.logger.warn(error);
      },
    );
    return verification;
  }

  /** One file at a time: reading is what takes long. Small ones do not wait for large ones. */
  private verify(directory: string, file: ModelFile): Promise<DamagedModelError | undefined> {
    const read = (): Promise<DamagedModelError | undefined> =>
      verifyModelFiles(directory, { files: [file] }).then(
        () => undefined,
        (error: unknown) => {
          if (error instanceof DamagedModelError) return error;
          throw error;
        },
      );
    if (file.bytes <= MOST_BYTES_WAITED_FOR) return read();
    const next = this.last.then(read);
    this.last = next.catch(() => undefined);
    return next;
  }
}
