import type { ApiAnswer } from './api-client.js';
import { makeCalls } from './finetunes-client.js';
import { eventually } from './jobs/eventually.js';
import { VocalClient, type VocalError } from './vocal-client.js';

export interface ListedModel {
  model_name: string;
  status: string;
  eta: string;
}

export interface VocalLabel {
  onset: number;
  offset: number;
  species: string;
  individual: string;
  clustername: string;
}

export const LISTS = {
  inference: '/list-models-available-for-inference',
  finetuning: '/list-models-available-for-finetuning',
  training: '/list-models-training-in-progress',
} as const;

export const BUILT_INS = ['whisperseg-base', 'whisperseg-large'];

/** Labels of the calls of `makeCalls`, one each half second. */
export const callLabels = (until: number, names: Partial<VocalLabel> = {}): VocalLabel[] =>
  Array.from({ length: Math.floor(until / 0.5) }, (_, call) => ({
    onset: 0.1 + call / 2,
    offset: 0.3 + call / 2,
    species: 'finch',
    individual: 'b7',
    clustername: call % 2 === 0 ? 'low' : 'high',
    ...names,
  }));

/** What the annotation client does with models, with a token or without. */
export class VocalModelsClient extends VocalClient {
  /** @param bodyToken undefined: bodies hold none */
  constructor(
    address: string,
    private readonly bodyToken?: string | null,
    credential?: string,
  ) {
    super(address, credential);
  }

  send<Body = VocalError>(path: string, json: object = {}): Promise<ApiAnswer<Body>> {
    return this.post<Body>(path, this.bodyToken === undefined ? json : { ...json, token: this.bodyToken });
  }

  async list(which: keyof typeof LISTS): Promise<ListedModel[]> {
    const { status, body } = await this.send<{ response: ListedModel[] }>(LISTS[which]);
    if (status !== 201) throw new Error(`The list answered ${status}`);
    return body.response;
  }

  async names(which: keyof typeof LISTS): Promise<string[]> {
    return (await this.list(which)).map(({ model_name }) => model_name);
  }

  callsId(seconds = 4): Promise<string> {
    return this.audioId(makeCalls(seconds));
  }

  labels(audioId: string, more: object = {}): Promise<ApiAnswer<VocalError & { labels: VocalLabel[] }>> {
    return this.send('/get-labels', { audio_id: audioId, ...more });
  }

  /** Starts a short training on the first seconds of calls. */
  async train(name: string, more: object = {}): Promise<ApiAnswer<VocalError & { message: string }>> {
    return this.send('/finetune-whisperseg', {
      audio_id: await this.callsId(),
      annotated_areas: [{ onset: 0, offset: 3 }],
      human_labels: callLabels(3),
      new_model_name: name,
      initial_model_name: 'whisperseg-base',
      min_frequency: 0,
      steps: 2,
      ...more,
    });
  }

  /** Waits as the client does: the name leaves the queue and is among the models that can be used. */
  async untilTrained(name: string): Promise<void> {
    await eventually(async () => {
      const queue = await this.names('training');
      const ready = await this.names('inference');
      return !queue.includes(name) && ready.includes(name) ? true : undefined;
    }, 120_000);
  }
}
