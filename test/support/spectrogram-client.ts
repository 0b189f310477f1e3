import sharp from 'sharp';
import { request } from 'undici';
import { fileForm } from './make-wav.js';
import type { TestServer } from './test-server.js';

export interface ViewAxes {
  readonly method: string;
  readonly channel: number | null;
  readonly startSeconds: number;
  readonly durationSeconds: number;
  readonly secondsPerColumn: number;
  readonly hopLength: number;
  readonly columns: number;
  readonly height: number;
  readonly minFrequencyHz: number;
  readonly maxFrequencyHz: number;
  readonly nFft: number | null;
  readonly binsPerOctave: number | null;
}

export interface ViewAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

export interface ViewLevels extends ViewAxes {
  readonly loudestDb: number;
  readonly times: number[];
  readonly frequencies: number[];
  readonly values: number[][];
}

export interface DecodedPicture {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  /** Sum of red, green and blue of a pixel. */
  readonly light: (x: number, y: number) => number;
  readonly rgb: Buffer;
}

export async function decodePicture(bytes: Buffer): Promise<DecodedPicture> {
  const { format } = await sharp(bytes).metadata();
  const { data: rgb, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const light = (x: number, y: number): number => {
    const at = 3 * (y * width + x);
    return rgb[at] + rgb[at + 1] + rgb[at + 2];
  };
  return { format, width, height, light, rgb };
}

/** Looks at a server's spectrograms as one user. */
export class SpectrogramClient {
  constructor(
    private readonly server: TestServer,
    readonly token: string,
  ) {}

  async upload(content: Uint8Array): Promise<string> {
    const { status, body } = await this.server.call<{ id: string }>('/v1/recordings', {
      token: this.token,
      form: fileForm(content, 'sound.wav'),
    });
    if (status !== 201) throw new Error(`The upload answered ${status}: ${JSON.stringify(body)}`);
    return body.id;
  }

  /** @param path behind `spectrogram`, as `?columns=10` */
  async get(
    id: string,
    path = '',
    { method = 'GET', headers = {} }: { method?: 'GET' | 'HEAD'; headers?: Record<string, string> } = {},
  ): Promise<ViewAnswer> {
    // Not fetch, which adds "Cache-Control: no-cache" to conditional requests.
    const {
      statusCode,
      headers: given,
      body,
    } = await request(`${this.server.url}/v1/recordings/${id}/spectrogram${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, ...headers },
    });
    return {
      status: statusCode,
      headers: new Headers(Object.entries(given).map(([name, value]) => [name, String(value)])),
      bytes: Buffer.from(await body.arrayBuffer()),
    };
  }

  async picture(id: string, path = ''): Promise<DecodedPicture & { axes: ViewAxes }> {
    const { status, headers, bytes } = await this.get(id, path);
    if (status !== 200) throw new Error(`${path} answered ${status}: ${bytes.toString('utf8')}`);
    return { ...(await decodePicture(bytes)), axes: JSON.parse(headers.get('x-spectrogram') ?? '{}') as ViewAxes };
  }

  async levels(id: string, path = '?'): Promise<ViewLevels> {
    const { status, bytes } = await this.get(id, `${path}&format=json`);
    if (status !== 200) throw new Error(`${path} answered ${status}: ${bytes.toString('utf8')}`);
    return JSON.parse(bytes.toString('utf8')) as ViewLevels;
  }
}
