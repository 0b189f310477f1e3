import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';

/** Results of long steps in a folder, so that a run that ended early goes on where it was. */
export class Kept {
  constructor(private readonly folder: string) {}

  /** What the folder holds under this name; else what `make` gives, which it then holds. */
  async get<Value>(name: string, make: () => Value | Promise<Value>): Promise<Value> {
    const path = join(this.folder, `${name}.bin`);
    if (!existsSync(path)) {
      await mkdir(this.folder, { recursive: true });
      await writeFile(`${path}.part`, serialize(await make()));
      await rename(`${path}.part`, path);
    }
    return deserialize(await readFile(path)) as Value;
  }
}
