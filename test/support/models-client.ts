import { join } from 'node:path';
import { writeModelDirectory } from '../../src/inference/model-directory.js';
import type { ApiAnswer } from './api-client.js';
import { PROBE_MANIFEST } from './probe-manifest.js';
import type { TestServer } from './test-server.js';

/** A model as the API shows it, as far as tests read it. */
export interface ShownModel {
  id: string;
  object: string;
  created: number;
  owned_by: string;
  name: string;
  status: string;
  fault: string | null;
  version: string | null;
  source: string;
  shared: boolean;
  jobId: string | null;
  lineage: { base: { name: string; version: string; id?: string } | null };
}

/** One user of the models of a probe server. */
export class ModelsClient {
  constructor(
    readonly server: TestServer,
    readonly token: string,
  ) {}

  static async of(server: TestServer, email: string): Promise<ModelsClient & { id: string }> {
    const { id, token } = await server.newUser(email);
    return Object.assign(new ModelsClient(server, token), { id });
  }

  make(name: string, more: { base?: string; ready?: boolean } = {}): Promise<ApiAnswer<{ id: string; jobId: string }>> {
    return this.server.call('/v1/probe/models', { token: this.token, json: { name, ...more } });
  }

  use(name: string): Promise<ApiAnswer> {
    return this.server.call('/v1/probe/models/use', { token: this.token, json: { name } });
  }

  list(query = ''): Promise<ApiAnswer<{ object: string; data: ShownModel[]; nextCursor: string | null }>> {
    return this.server.call(`/v1/models${query}`, { token: this.token });
  }

  get(name: string): Promise<ApiAnswer<ShownModel & { settings: object | null; detail?: string }>> {
    return this.server.call(`/v1/models/${encodeURIComponent(name)}`, { token: this.token });
  }

  change(name: string, json: object): Promise<ApiAnswer<ShownModel & { detail?: string }>> {
    return this.server.call(`/v1/models/${name}`, { token: this.token, method: 'PATCH', json });
  }

  delete(name: string): Promise<ApiAnswer> {
    return this.server.call(`/v1/models/${name}`, { token: this.token, method: 'DELETE' });
  }

  cancel(jobId: string): Promise<ApiAnswer> {
    return this.server.call(`/v1/analyses/${jobId}/cancel`, { token: this.token, method: 'POST' });
  }
}

/** Where a server keeps the files of a trained model. */
export const modelDirectory = (server: TestServer, id: string): string => join(server.dataDirectory, 'models', id);

/** Installs a model for everybody, as fetching one would. */
export async function installModel(server: TestServer, name: string): Promise<string> {
  const directory = join(server.dataDirectory, 'models', 'hub', 'segmentation', name);
  const manifest = { ...PROBE_MANIFEST, name, source: 'hub' } as const;
  await writeModelDirectory(directory, manifest, { 'model.onnx': Buffer.from(name) });
  return directory;
}
