import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileForm, makeWav } from '../support/make-wav.js';
import { SMALL_SEGMENTER, writeRandomSegmenter } from '../support/random-segmenter.js';
import { TestServer } from '../support/test-server.js';
import {
  ACCESS_MATRIX,
  type Expectation,
  PERSONAS,
  type Persona,
  TESTED_ELSEWHERE,
  isExpected,
} from './access-matrix.js';

interface OpenApi {
  paths: Record<string, Record<string, unknown>>;
}

const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as OpenApi;
const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
);

/** Of the one label that a track has. */
const LABEL_ID = '4c1d6f0e-8f1c-4e0c-9a53-0d7b5a5e3f10';

describe('who may call what', () => {
  let server: TestServer;
  const wav = makeWav({ seconds: 0.2 });
  let counter = 0;

  beforeAll(async () => {
    server = await TestServer.start({ probe: true, environment: { OPEN_REGISTRATION: 'true' } });
    await writeRandomSegmenter(join(server.dataDirectory, 'models/hub/segmentation/tiny'), SMALL_SEGMENTER, 'tiny');
    common = await newCallers();
  });
  afterAll(() => server.stop());

  let common: Record<Persona, string | undefined>;

  /** New accounts for each question about accounts, so that logging out or deleting in one does not change the next; else the same ones. */
  const callers = (route: string): Promise<Record<Persona, string | undefined>> | typeof common =>
    /auth|users/.test(route) ? newCallers() : common;

  async function newCallers(): Promise<Record<Persona, string | undefined>> {
    const number = ++counter;
    return {
      anonymous: undefined,
      other: (await server.newUser(`other-${number}@example.org`)).token,
      owner: (await server.newUser(`owner-${number}@example.org`)).token,
      admin: (await server.newUser(`admin-${number}@example.org`, 'admin password 2', 'admin')).token,
    };
  }

  async function subjectOf({ subject }: Expectation, owner: string): Promise<string> {
    if (subject === 'user') return (await server.newUser(`subject-${++counter}@example.org`)).id;
    if (subject === 'model') {
      const json = { name: `model-${++counter}` };
      return (await server.call<{ id: string }>('/v1/probe/models', { token: owner, json })).body.id;
    }
    const { body } = await server.call<{ id: string; analyses: { id: string }[] }>('/v1/recordings', {
      token: owner,
      form: fileForm(wav, 'x.wav', { analyses: 'music' }),
    });
    if (subject === 'finetune') {
      const recordings = [
        { recordingId: body.id, areas: 'whole-recording', labels: [{ onsetSeconds: 0, offsetSeconds: 0.1 }] },
      ];
      const json = { name: `finetune-${++counter}`, baseModel: 'tiny', recordings, options: { steps: 1 } };
      return (await server.call<{ id: string }>('/v1/models/finetunes', { token: owner, json })).body.id;
    }
    if (subject === 'track') {
      const tracks = `/v1/recordings/${body.id}/annotations`;
      const track = await server.call<{ id: string }>(tracks, { token: owner, json: { name: 'birds' } });
      await server.call(`/v1/annotations/${track.body.id}/versions`, {
        token: owner,
        json: { labels: [{ id: LABEL_ID, onsetSeconds: 0, offsetSeconds: 0.1 }] },
      });
      return track.body.id;
    }
    return subject === 'analysis' ? body.analyses[0].id : body.id;
  }

  it('has an expectation for every route', () => {
    expect(routes.filter((route) => !(route in ACCESS_MATRIX) && !TESTED_ELSEWHERE.includes(route))).toEqual([]);
    expect(Object.keys(ACCESS_MATRIX).filter((route) => !routes.includes(route))).toEqual([]);
  });

  it.each(Object.keys(ACCESS_MATRIX))('%s', async (route) => {
    const expectation = ACCESS_MATRIX[route];
    const [method, pattern] = route.split(' ');
    const tokens = await callers(route);
    const answers: Record<string, number> = {};
    for (const persona of PERSONAS) {
      const id = /\{(id|name)\}/.test(pattern) ? await subjectOf(expectation, tokens.owner!) : '';
      const stop = new AbortController();
      const response = await fetch(
        `${server.url}${pattern
          .replace(/\{(id|name)\}/, id)
          .replace('{hash}', 'matrix')
          .replaceAll(/\{(zoom|x)\}/g, '0')
          .replaceAll(/\{(version|other)\}/g, '1')
          .replace('{label}', LABEL_ID)}`,
        {
          method,
          headers: {
            ...(tokens[persona] === undefined
              ? {}
              : { Authorization: `${expectation.scheme ?? 'Bearer'} ${tokens[persona]}` }),
            ...(expectation.json === undefined ? {} : { 'Content-Type': 'application/json' }),
          },
          body: expectation.json === undefined ? undefined : JSON.stringify(expectation.json),
          signal: stop.signal,
        },
      );
      answers[persona] = response.status;
      stop.abort();
    }
    const wrong = PERSONAS.filter((persona) => !isExpected(expectation.access, persona, answers[persona]));
    expect({ route, access: expectation.access, wrong, answers }).toMatchObject({ wrong: [] });
  });

  it('DELETE /v1/auth/tokens/{id}: a token is its maker’s alone, not even an administrator’s', async () => {
    const tokens = await newCallers();
    const make = async () =>
      (await server.call<{ id: string }>('/v1/auth/tokens', { token: tokens.owner, json: { name: 'mine' } })).body.id;
    const remove = async (token: string | undefined) =>
      (await server.call(`/v1/auth/tokens/${await make()}`, { token, method: 'DELETE' })).status;
    expect(await remove(undefined)).toBe(401);
    expect(await remove(tokens.other)).toBe(404);
    expect(await remove(tokens.admin)).toBe(404);
    expect(await remove(tokens.owner)).toBe(204);
  });
});
