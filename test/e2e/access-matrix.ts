/** The four kinds of caller that every route is asked by. */
export const PERSONAS = ['anonymous', 'other', 'owner', 'admin'] as const;
export type Persona = (typeof PERSONAS)[number];

/**
 * Who may call what. `public`: everyone. `self`: everyone who is logged in, about themselves; `right`: the same, others being
 * told that they lack the right. `owned`: the owner and
 * administrators; to others it does not exist. `admin`: administrators.
 */
export type Access = 'public' | 'self' | 'right' | 'owned' | 'admin';

/** What stands for `{id}` or `{name}` in a path. */
export type Subject = 'recording' | 'analysis' | 'track' | 'model' | 'finetune' | 'user';

export interface Expectation {
  readonly access: Access;
  readonly subject?: Subject;
  /** The scheme of the credential; default `Bearer`. */
  readonly scheme?: 'Token';
  /** Body of the call; only who may call matters here, so it need not be one that succeeds. */
  readonly json?: unknown;
}

/** One row a route of docs/openapi.json. A route without a row fails the test. */
export const ACCESS_MATRIX: Readonly<Record<string, Expectation>> = {
  'GET /health/live': { access: 'public' },
  'GET /health/ready': { access: 'public' },
  'GET /metrics': { access: 'public' },

  'POST /v1/auth/register': { access: 'public', json: {} },
  'POST /v1/auth/login': { access: 'public', json: {} },
  'POST /v1/auth/refresh': { access: 'public', json: {} },
  'POST /v1/auth/logout': { access: 'self' },
  'POST /v1/auth/password': { access: 'self', json: {} },
  'GET /v1/auth/me': { access: 'self' },
  'PATCH /v1/auth/me': { access: 'self', json: {} },
  'DELETE /v1/auth/me': { access: 'self', json: {} },
  'GET /v1/auth/tokens': { access: 'self' },
  'POST /v1/auth/tokens': { access: 'self', json: { name: 'matrix' } },

  'GET /v1/users': { access: 'admin' },
  'POST /v1/users': { access: 'admin', json: {} },
  'GET /v1/users/{id}': { access: 'admin', subject: 'user' },
  'PATCH /v1/users/{id}': { access: 'admin', subject: 'user', json: {} },
  'DELETE /v1/users/{id}': { access: 'admin', subject: 'user' },

  'GET /v1/recordings': { access: 'self' },
  'POST /v1/recordings': { access: 'self', json: {} },
  'GET /v1/recordings/{id}': { access: 'owned', subject: 'recording' },
  'PATCH /v1/recordings/{id}': { access: 'owned', subject: 'recording', json: {} },
  'DELETE /v1/recordings/{id}': { access: 'owned', subject: 'recording' },
  'GET /v1/recordings/{id}/audio': { access: 'owned', subject: 'recording' },
  'GET /v1/recordings/{id}/waveform': { access: 'owned', subject: 'recording' },
  'GET /v1/recordings/{id}/spectrogram': { access: 'owned', subject: 'recording' },
  'GET /v1/recordings/{id}/spectrogram/tiles': { access: 'owned', subject: 'recording' },
  'GET /v1/recordings/{id}/spectrogram/tiles/{zoom}/{x}': { access: 'owned', subject: 'recording' },
  'GET /v1/recordings/{id}/analyses': { access: 'owned', subject: 'recording' },
  'POST /v1/recordings/{id}/analyses': { access: 'owned', subject: 'recording', json: { kind: 'music' } },

  'POST /v1/recordings/{id}/annotations': { access: 'owned', subject: 'recording', json: { name: 'matrix' } },
  'GET /v1/recordings/{id}/annotations': { access: 'owned', subject: 'recording' },
  'GET /v1/annotations/{id}': { access: 'owned', subject: 'track' },
  'PATCH /v1/annotations/{id}': { access: 'owned', subject: 'track', json: { name: 'renamed' } },
  'DELETE /v1/annotations/{id}': { access: 'owned', subject: 'track' },
  'POST /v1/annotations/{id}/versions': { access: 'owned', subject: 'track', json: { labels: [] } },
  'GET /v1/annotations/{id}/versions': { access: 'owned', subject: 'track' },
  'GET /v1/annotations/{id}/versions/{version}': { access: 'owned', subject: 'track' },
  'GET /v1/annotations/{id}/versions/{version}/labels': { access: 'owned', subject: 'track' },
  'GET /v1/annotations/{id}/versions/{version}/file': { access: 'owned', subject: 'track' },
  'GET /v1/annotations/{id}/versions/{version}/compare/{other}': { access: 'owned', subject: 'track' },
  'POST /v1/annotations/{id}/labels': {
    access: 'owned',
    subject: 'track',
    json: { onsetSeconds: 1, offsetSeconds: 2 },
  },
  'PATCH /v1/annotations/{id}/labels/{label}': { access: 'owned', subject: 'track', json: {} },
  'DELETE /v1/annotations/{id}/labels/{label}': { access: 'owned', subject: 'track' },
  'POST /v1/annotation-actions': { access: 'self', json: {} },
  'GET /v1/annotation-actions': { access: 'self' },
  'GET /v1/annotation-time': { access: 'self' },
  'POST /v1/annotation-time/estimates': { access: 'self', json: {} },

  'GET /v1/models': { access: 'self' },
  'GET /v1/models/{name}': { access: 'owned', subject: 'model' },
  'PATCH /v1/models/{name}': { access: 'owned', subject: 'model', json: { shared: false } },
  'DELETE /v1/models/{name}': { access: 'owned', subject: 'model' },
  'GET /v1/models/{name}/export': { access: 'owned', subject: 'model' },
  'POST /v1/models/{name}/evaluations': {
    access: 'owned',
    subject: 'model',
    json: { recordings: [{ recordingId: '00000000-0000-4000-8000-000000000000' }] },
  },
  'POST /v1/models/pulls': { access: 'admin', json: {} },
  'POST /v1/models/finetunes': { access: 'self', json: {} },
  'GET /v1/models/finetunes': { access: 'self' },
  'GET /v1/models/finetunes/{id}': { access: 'owned', subject: 'finetune' },
  'GET /v1/models/finetunes/{id}/events': { access: 'owned', subject: 'finetune' },
  'POST /v1/models/finetunes/{id}/cancel': { access: 'owned', subject: 'finetune' },
  'POST /v1/models/finetunes/{id}/retry': { access: 'owned', subject: 'finetune' },

  'POST /upload': { access: 'self' },
  'POST /upload-by-url': { access: 'self', json: {} },
  'POST /get-audio-clip-spec': { access: 'self', json: {} },
  'POST /get-audio-clip-wav': { access: 'self', json: {} },
  'POST /get-audio-clip-for-visualization': { access: 'self', json: {} },
  'POST /release-audio-given-ids': { access: 'self', json: {} },
  'GET /get-status': { access: 'self' },
  'POST /get-metadata': { access: 'self', json: {} },
  'GET /api/metadata/{hash}': { access: 'self' },
  'GET /get-annotations/{hash}': { access: 'self' },
  'POST /post-annotations/{hash}': { access: 'self', json: {} },
  'POST /post-annotations': { access: 'self', json: {} },
  'POST /annotation/annotation-time': { access: 'self', json: {} },
  'POST /estimate-annotation-time': { access: 'self', json: {} },
  'POST /whisperseg-auth': { access: 'public', json: {} },
  'POST /list-models-available-for-inference': { access: 'public', json: {} },
  'POST /list-models-available-for-finetuning': { access: 'public', json: {} },
  'POST /list-models-training-in-progress': { access: 'public', json: {} },
  'POST /list-all-models': { access: 'public' },
  'POST /get-training-request-queue': { access: 'public' },
  'GET /status': { access: 'public' },
  'POST /get-labels': { access: 'right', json: {} },
  'POST /finetune-whisperseg': { access: 'right', json: {} },
  'POST /segment': { access: 'right', json: {} },
  'POST /submit-training-request': { access: 'right', json: {} },
  // In this order: the first makes what the others are about.
  'PUT /v1/annotation-client/metadata/{hash}': {
    access: 'admin',
    json: { url: 'https://example.org/a.wav', filename: 'a.wav' },
  },
  'GET /v1/annotation-client/metadata/{hash}': { access: 'admin' },
  'DELETE /v1/annotation-client/metadata/{hash}': { access: 'admin' },

  'POST /v1/audio/transcriptions': { access: 'self', json: {} },
  'POST /v1/audio/translations': { access: 'self', json: {} },

  'POST /auth/users': { access: 'public', scheme: 'Token', json: {} },
  'GET /auth/users': { access: 'self', scheme: 'Token' },
  'GET /auth/users/me': { access: 'self', scheme: 'Token' },
  'PUT /auth/users/me': { access: 'self', scheme: 'Token', json: {} },
  'PATCH /auth/users/me': { access: 'self', scheme: 'Token', json: {} },
  'DELETE /auth/users/me': { access: 'self', scheme: 'Token', json: {} },
  'POST /auth/users/set_password': { access: 'self', scheme: 'Token', json: {} },
  'POST /auth/users/set_username': { access: 'self', scheme: 'Token', json: {} },
  'POST /auth/token/login': { access: 'public', scheme: 'Token', json: {} },
  'POST /auth/token/logout': { access: 'self', scheme: 'Token' },
  'GET /api/v1': { access: 'self', scheme: 'Token' },
  'GET /api/v1/recordings': { access: 'self', scheme: 'Token' },
  'POST /api/v1/recordings': { access: 'self', scheme: 'Token', json: {} },
  'GET /v1/search': { access: 'self' },
  'POST /v1/sentiment': { access: 'self', json: { text: 'A good day.' } },

  'GET /v1/analyses': { access: 'self' },
  'GET /v1/analyses/kinds': { access: 'self' },
  'GET /v1/analyses/{id}': { access: 'owned', subject: 'analysis' },
  'GET /v1/analyses/{id}/events': { access: 'owned', subject: 'analysis' },
  'GET /v1/analyses/{id}/transcript': { access: 'owned', subject: 'analysis' },
  'POST /v1/analyses/{id}/cancel': { access: 'owned', subject: 'analysis' },
  'POST /v1/analyses/{id}/retry': { access: 'owned', subject: 'analysis' },
};

/** Routes that are their owner's alone, whose own tests ask who may call them. */
export const TESTED_ELSEWHERE: readonly string[] = [
  'DELETE /v1/auth/tokens/{id}',
  'GET /auth/users/{number}',
  'GET /api/v1/recordings/{uuid}',
  'DELETE /api/v1/recordings/{uuid}',
];

/** Statuses that say "not you". */
const REFUSALS = [401, 403, 404];

/** Whether a status is what the persona has to get. */
export function isExpected(access: Access, persona: Persona, status: number): boolean {
  if (status >= 500) return false;
  const allowed = !REFUSALS.includes(status);
  if (access === 'public') return status !== 403 && status !== 404;
  if (persona === 'anonymous') return status === (access === 'right' ? 403 : 401);
  if (access === 'self' || access === 'right' || persona === 'admin') return allowed;
  if (access === 'admin') return status === 403;
  return persona === 'owner' ? allowed : status === 404;
}
