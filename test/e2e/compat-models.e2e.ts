import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/jobs/eventually.js';
import { TestServer } from '../support/test-server.js';
import { BUILT_INS, LISTS, VocalModelsClient } from '../support/vocal-models-client.js';

const ready = (model_name: string) => ({ model_name, status: 'ready', eta: '--:--:--' });
const TOKENS = `
# as the older back-end has it; a bare number stays the text that it is
12345:   { username: anna,  info: PhD student, inference: true,  train: true,  is_admin: false }
listen:  { username: bob,   info: listens,     inference: true,  train: false, is_admin: false }
Teach-1: { username: carla, info: upper case,  inference: false, train: true,  is_admin: false }
boss:    { username: dora,  info: "",          inference: true,  train: true,  is_admin: true }
nothing: { username: ed,    info: "" }
`;

describe('lists of models where no tokens are configured', () => {
  jest.setTimeout(180_000);
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start({ environment: { COMPAT_OPEN: 'true', COMPUTE_THREADS: '1' } });
  });
  afterAll(() => server.stop());

  it.each([
    ['no body', undefined],
    ['an empty body', ''],
    ['an empty object', '{}'],
    ['no token', '{"token": null}'],
    ['the token of another server', '{"token": "abc"}'],
  ])('are answered to %s', async (_case, body) => {
    for (const path of Object.values(LISTS)) {
      const headers = body === undefined ? undefined : { 'Content-Type': 'application/json' };
      const { status, body: list } = await server.call(path, { method: 'POST', body, headers });
      const models = path === LISTS.training ? [] : BUILT_INS.map(ready);
      expect([path, status, list]).toEqual([path, 201, { response: models }]);
    }
    const json = body ? (JSON.parse(body) as object) : {};
    expect(await server.call('/whisperseg-auth', { json })).toMatchObject({ status: 201, body: { success: true } });
  });

  it('are refused with the same words to a body that is no object, whichever list it is', async () => {
    const paths = [...Object.values(LISTS), '/list-all-models', '/get-training-request-queue'];
    for (const path of paths) {
      const answer = await server.call(path, {
        body: '[]',
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
      });
      expect([path, answer.status, answer.body]).toEqual([path, 400, { error: 'The body must be a JSON object.' }]);
    }
  });

  it('refuse a native credential that is wrong, in the body and in the header', async () => {
    const json = { token: 'ear_wrong' };
    expect((await server.call('/whisperseg-auth', { json })).body).toEqual({ success: false });
    expect((await server.call(LISTS.inference, { json })).body).toEqual({ response: [] });
    expect((await server.call(LISTS.inference, { json: {}, token: 'ear_wrong' })).status).toBe(401);
  });

  it('move a model from the queue to those that can be used, with an eta only while it trains', async () => {
    const client = new VocalModelsClient(server.url);
    const long = await client.train('Long.1', { steps: 4000 });
    expect([long.status, long.body]).toEqual([201, { message: 'Training' }]);
    expect(await client.train('waits')).toMatchObject({ status: 201 });
    const queue = await eventually(async () => {
      const list = await client.list('training');
      return list[0]?.status === 'training' && list[0].eta !== '--:--:--' ? list : undefined;
    }, 120_000);
    expect(queue).toEqual([
      { model_name: 'long.1', status: 'training', eta: expect.stringMatching(/^\d\d:\d\d:\d\d$/) as string },
      { model_name: 'waits', status: 'queuing', eta: '--:--:--' },
    ]);
    expect(await client.list('inference')).toEqual(BUILT_INS.map(ready));

    const token = await server.adminToken();
    const { body } = await server.call<{ items: { id: string; name: string }[] }>('/v1/models/finetunes', { token });
    const { id } = body.items.find(({ name }) => name === 'long.1')!;
    await server.call(`/v1/models/finetunes/${id}/cancel`, { method: 'POST', token });
    await client.untilTrained('waits');
    for (const which of ['inference', 'finetuning'] as const) {
      expect(await client.list(which)).toEqual([...BUILT_INS, 'waits'].map(ready));
    }
    expect(await client.train('Waits')).toMatchObject({ status: 400, body: { error: 'Model name already exists' } });
  });

  it.each<[string, object]>([
    ['Model name cannot be empty', { new_model_name: '  ' }],
    ['Model name cannot contain special characters "/"', { new_model_name: '../x' }],
    ['Model name cannot contain special characters " ä"', { new_model_name: 'my ä' }],
    ['Model name already exists', { new_model_name: 'WhisperSeg-Base ' }],
    ['Model name already exists', { new_model_name: 'whisperseg-large' }],
    [
      'initial_model_name is not available for finetuning, call "list-models-available-for-finetuning" API to get the available model_name list',
      { initial_model_name: 'unheard-of' },
    ],
    ['No valid training data specified. Re-check the annotated areas.', { annotated_areas: [] }],
    ['No valid training data specified. Re-check the annotated areas.', { human_labels: [] }],
    [
      'No valid training data specified. Re-check the annotated areas.',
      {
        annotated_areas: [
          { onset: 2, offset: 2 },
          { onset: 90, offset: 99 },
        ],
      },
    ],
  ])('refuse a training with "%s" for %j', async (error, change) => {
    expect(await new VocalModelsClient(server.url).train('refused', change)).toMatchObject({
      status: 400,
      body: { error },
    });
  });

  it('refuse a training without what it needs, naming it', async () => {
    const client = new VocalModelsClient(server.url);
    for (const field of ['audio_id', 'annotated_areas', 'human_labels', 'new_model_name']) {
      const { status, body } = await client.train('refused', { [field]: undefined });
      expect([status, body.error]).toEqual([400, expect.stringContaining(field)]);
    }
    const unknown = await client.train('refused', { audio_id: 'x' });
    expect([unknown.status, unknown.body.error]).toEqual([404, expect.stringContaining('audio_id')]);
  });

  it('take the earlier spelling of the initial model, a frequency as text, and areas with none between', async () => {
    const client = new VocalModelsClient(server.url);
    const areas = [
      { onset: 0, offset: 1.05 },
      { onset: 1.5, offset: 1.5 },
      { onset: 2, offset: 3 },
    ];
    const change = { annotated_areas: areas, min_frequency: '500', initial_model_name: undefined };
    const { status } = await client.train('s-spelling', { ...change, inital_model_name: 'waits' });
    expect(status).toBe(201);
    await client.untilTrained('s-spelling');
    const token = await server.adminToken();
    const { body } = await server.call<{ items: object[] }>('/v1/models/finetunes', { token });
    expect(body.items[0]).toMatchObject({
      name: 's-spelling',
      base: { name: 'waits' },
      options: { minFrequencyHz: 500 },
      trainingSet: { areas: 2, labels: 4, classes: 2 },
    });
    const both = { inital_model_name: 'unheard-of', initial_model_name: 'waits' };
    expect((await client.train('both', both)).status).toBe(201);
  });
});

describe('lists of models where tokens are configured', () => {
  jest.setTimeout(180_000);
  const directory = mkdtempSync(join(tmpdir(), 'earshot-tokens-'));
  const file = join(directory, 'tokens.yaml');
  let server: TestServer;
  const by = (token?: string | null) => new VocalModelsClient(server.url, token);

  beforeAll(async () => {
    writeFileSync(file, TOKENS);
    server = await TestServer.start({
      environment: { COMPAT_OPEN: 'true', COMPAT_TOKENS_FILE: file, COMPUTE_THREADS: '1' },
    });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(directory, { recursive: true });
  });

  it('tell tokens from words, as text, and never fail', async () => {
    const success = async (token: unknown) =>
      (await server.call<{ success: boolean }>('/whisperseg-auth', { json: { token } })).body.success;
    for (const token of ['12345', 12345, 'listen', 'Teach-1', 'boss', 'nothing'])
      expect(await success(token)).toBe(true);
    for (const token of ['012345', 'teach-1', 'LISTEN', '', null, undefined, {}, 'x'.repeat(100_000)]) {
      expect([token, await success(token)]).toEqual([token, false]);
    }
  });

  it('are empty for who lacks the right', async () => {
    const rights = { '12345': [2, 2], listen: [2, 0], 'Teach-1': [0, 2], boss: [2, 2], nothing: [0, 0], wrong: [0, 0] };
    for (const [token, [inference, finetuning]] of Object.entries(rights)) {
      expect([token, await by(token).names('inference')]).toEqual([token, BUILT_INS.slice(0, inference)]);
      expect([token, await by(token).names('finetuning')]).toEqual([token, BUILT_INS.slice(0, finetuning)]);
    }
    for (const token of [undefined, null, '']) expect(await by(token).list('inference')).toEqual([]);
  });

  it('go with refusals in exactly the shape that clients know', async () => {
    const id = await by('boss').callsId(1);
    for (const token of [undefined, '', 'wrong', 'Teach-1', 'nothing']) {
      const { status, body } = await by(token).labels(id);
      expect([token, status, body]).toEqual([token, 403, { error: 'unauthorized' }]);
    }
    for (const token of [undefined, 'wrong', 'listen', 'nothing']) {
      const { status, body } = await by(token).train('refused');
      expect([token, status, body]).toEqual([token, 403, { error: 'unauthorized' }]);
    }
  });

  it('show everyone their own models under plain names, and administrators all', async () => {
    await by('12345').train('Finch');
    await by('12345').untilTrained('finch');
    await by('boss').train('finch');
    await by('boss').untilTrained('finch');
    expect((await by('Teach-1').train('finch')).status).toBe(201);
    expect(await by('Teach-1').names('training')).toEqual(['finch']);
    expect(await by('boss').names('training')).toEqual(['carla_finch']);
    await eventually(
      async () => ((await by('Teach-1').names('finetuning')).includes('finch') ? true : undefined),
      120_000,
    );

    expect(await by('12345').names('inference')).toEqual([...BUILT_INS, 'finch']);
    expect(await by('listen').names('inference')).toEqual(BUILT_INS);
    expect(await by('boss').names('inference')).toEqual([...BUILT_INS, 'anna_finch', 'finch', 'carla_finch']);

    // The audio is that of clients without credentials; the model is that of the token.
    const id = await by('12345').callsId();
    expect((await by('12345').labels(id, { model_name: 'FINCH' })).status).toBe(201);
    expect((await by('boss').labels(id, { model_name: 'anna_finch' })).status).toBe(201);
    for (const name of ['anna_finch', 'carla_finch', 'dora_finch', '12345_finch']) {
      expect([name, (await by('12345').labels(id, { model_name: name })).status]).toEqual([name, 404]);
    }
    expect((await by('listen').labels(id, { model_name: 'finch' })).status).toBe(404);
  });

  it('take an API token of an account in place of a token of the file', async () => {
    const { token } = await server.newUser('scientist@example.org');
    const made = await server.call<{ token: string }>('/v1/auth/tokens', { token, json: { name: 'client' } });
    expect(await by(made.body.token).names('finetuning')).toEqual(BUILT_INS);
    expect((await by(made.body.token).labels(await by('x').callsId(1))).status).toBe(201);
  });

  it('keep no token but its hash, and the names of users as accounts that nobody logs in with', async () => {
    const token = await server.adminToken();
    const { body } = await server.call<{ items: { email: string; builtIn: boolean }[] }>('/v1/users', { token });
    const names = body.items.filter(({ builtIn }) => builtIn).map(({ email }) => email);
    expect(names).toEqual(expect.arrayContaining(['compat-open', 'compat-client:anna', 'compat-client:dora']));
    expect(names.join()).not.toContain('12345');
    expect(server.output).not.toContain('Teach-1');
  });

  it('ask for a credential on the model service, which knows no tokens', async () => {
    expect((await server.call('/list-all-models', { method: 'POST' })).body).toEqual({ response: [] });
    const form = new FormData();
    form.append('audio_file', new Blob([Buffer.alloc(10)]), 'audio_file');
    const { status, body } = await server.call('/segment', { form });
    expect([status, body]).toEqual([403, { error: 'unauthorized' }]);
  });

  it('count a change of the file within seconds, and keep what was there when it cannot be read', async () => {
    writeFileSync(file, `${TOKENS}\nfresh: { username: anna, inference: true }\n`);
    await eventually(async () => ((await by('fresh').names('inference')).length > 0 ? true : undefined), 30_000);
    expect(await by('fresh').names('inference')).toEqual([...BUILT_INS, 'finch']);
    writeFileSync(file, '12345: [');
    await eventually(async () => {
      await by('fresh').names('inference');
      return server.output.includes('was changed and cannot be used') ? true : undefined;
    });
    expect(await by('fresh').names('inference')).toHaveLength(3);
  });
});

it('does not start with a file of tokens that cannot be read', async () => {
  const start = TestServer.start({ environment: { COMPAT_TOKENS_FILE: '/nowhere/tokens.yaml' } });
  await expect(start).rejects.toThrow('COMPAT_TOKENS_FILE=/nowhere/tokens.yaml cannot be used');
});
