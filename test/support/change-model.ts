import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Json = Record<string, unknown>;

/** Changes a JSON file of a model, and what its `model.json` says of that file. */
export async function changeModelFile(directory: string, file: string, edit: (json: Json) => void): Promise<void> {
  const json = JSON.parse(await readFile(join(directory, file), 'utf8')) as Json;
  edit(json);
  const text = JSON.stringify(json);
  await writeFile(join(directory, file), text);
  const path = join(directory, 'model.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as { files: Json[] };
  const entry = manifest.files.find((listed) => listed.path === file)!;
  entry.bytes = Buffer.byteLength(text);
  entry.sha256 = createHash('sha256').update(text).digest('hex');
  await writeFile(path, JSON.stringify(manifest));
}
