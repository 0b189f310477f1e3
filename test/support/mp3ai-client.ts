import { randomBytes } from 'node:crypto';
import { type ApiAnswer, callApi } from './api-client.js';

/** What Python's requests sends with everything. */
const HEADERS = { 'User-Agent': 'python-requests/2.27.1', Accept: '*/*', 'Accept-Encoding': 'gzip, deflate' };

export interface Mp3aiAnswer {
  readonly user: string;
  readonly uuid: string;
  readonly name: string;
  readonly get_timestamps: boolean;
  readonly words: string;
  readonly transcript: string;
  readonly word_freqs: string;
  readonly timestamps: string;
  readonly sentiment_negative: number;
  readonly creation_date: string;
  readonly last_updated: string;
}

type Fields = Readonly<Record<string, string>>;

/** A multipart body as requests writes it: fields first, no content type of the file. */
export function multipart(fields: Fields, file?: { name: string; fileName: string; bytes: Uint8Array }) {
  const boundary = randomBytes(16).toString('hex');
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  if (file !== undefined) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${file.name}"; filename="${file.fileName}"\r\n\r\n`;
    parts.push(Buffer.from(head), Buffer.from(file.bytes), Buffer.from('\r\n'));
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { body: Buffer.concat(parts), type: `multipart/form-data; boundary=${boundary}` };
}

/** mp3.ai's script: forms, `Authorization: Token`, addresses that end with a slash. */
export class Mp3aiClient {
  constructor(
    readonly address: string,
    public token?: string,
  ) {}

  call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    { body, type, headers, signal }: CallOptions = {},
  ): Promise<ApiAnswer<Body>> {
    return callApi<Body>(`${this.address}${path}`, {
      method,
      body: body as RequestInit['body'],
      signal,
      headers: {
        ...HEADERS,
        ...(this.token !== undefined && { Authorization: `Token ${this.token}` }),
        ...(type !== undefined && { 'Content-Type': type }),
        ...headers,
      },
    });
  }

  form<Body = Record<string, unknown>>(method: string, path: string, fields: Fields): Promise<ApiAnswer<Body>> {
    const body = new URLSearchParams(fields).toString();
    return this.call<Body>(method, path, { body, type: 'application/x-www-form-urlencoded' });
  }

  json<Body = Record<string, unknown>>(method: string, path: string, value: unknown): Promise<ApiAnswer<Body>> {
    return this.call<Body>(method, path, { body: JSON.stringify(value), type: 'application/json' });
  }

  multipart<Body = Record<string, unknown>>(method: string, path: string, fields: Fields): Promise<ApiAnswer<Body>> {
    return this.call<Body>(method, path, multipart(fields));
  }

  register(username: string, password: string) {
    return this.form('POST', '/auth/users/', { username, password });
  }

  async login(username: string, password: string): Promise<string> {
    const { status, body } = await this.form('POST', '/auth/token/login/', { username, password });
    if (status !== 200) throw new Error(`The login answered ${status}: ${JSON.stringify(body)}`);
    return (this.token = body.auth_token as string);
  }

  upload<Body = Mp3aiAnswer>(
    fields: Fields,
    bytes: Uint8Array | undefined,
    { fileName = 'puppies.mp3', signal }: { fileName?: string; signal?: AbortSignal } = {},
  ): Promise<ApiAnswer<Body>> {
    const file = bytes === undefined ? undefined : { name: 'audio_file', fileName, bytes };
    return this.call<Body>('POST', '/api/v1/recordings/', { ...multipart(fields, file), signal });
  }
}

interface CallOptions {
  readonly body?: Uint8Array | string;
  readonly type?: string;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}
