import sharp from 'sharp';
import { type ApiAnswer, callApi } from './api-client.js';

export interface VocalConfigurations {
  spec_cal_method: string;
  n_fft: number | null;
  bins_per_octave: number | null;
  hop_length: number;
  num_spec_columns: number;
  sampling_rate: number;
  min_frequency: number;
  max_frequency: number;
}

export interface VocalUpload {
  configurations: VocalConfigurations;
  channels: { audio_id: string; audio_duration: number; freqs: number[]; spec: string }[];
}

export interface VocalView {
  spec: string;
  freqs: number[];
  configurations: VocalConfigurations;
}

export interface VocalError {
  error: string;
}

/** The annotation client: it knows an address, ends it with a slash or not, and sends no credential unless it is given one. */
export class VocalClient {
  constructor(
    readonly address: string,
    readonly credential?: string,
  ) {}

  /** As notebooks do it: bare bytes, a file name without extension, no content type. */
  upload(bytes: Uint8Array, fields: Record<string, string> = {}): Promise<ApiAnswer<VocalUpload & VocalError>> {
    const form = new FormData();
    form.append('newAudioFile', new Blob([bytes]), 'newAudioFile');
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return callApi(`${this.address}/upload`, { form, token: this.credential });
  }

  /** The id of a new recording with one channel. */
  async audioId(bytes: Uint8Array): Promise<string> {
    const { status, body } = await this.upload(bytes);
    if (status !== 201) throw new Error(`The upload answered ${status}: ${body.error}`);
    return body.channels[0].audio_id;
  }

  post<Body = VocalError>(path: string, json: unknown = {}): Promise<ApiAnswer<Body>> {
    return callApi(`${this.address}${path}`, { json, token: this.credential });
  }

  /** A body as text, which need not be JSON. */
  postText<Body = VocalError>(path: string, body: string, type = 'application/json'): Promise<ApiAnswer<Body>> {
    return callApi(`${this.address}${path}`, { body, token: this.credential, headers: { 'Content-Type': type } });
  }

  view(audioId: string, changes: object = {}): Promise<ApiAnswer<VocalView & VocalError>> {
    return this.post('/get-audio-clip-spec', {
      audio_id: audioId,
      start_time: 0,
      hop_length: 48,
      num_spec_columns: 1000,
      spec_cal_method: null,
      n_fft: null,
      bins_per_octave: null,
      sampling_rate: null,
      min_frequency: null,
      max_frequency: null,
      ...changes,
    });
  }

  async wav(audioId: string, start: number, duration: number): Promise<Buffer> {
    const clip = { audio_id: audioId, start_time: start, clip_duration: duration };
    const { status, body } = await this.post<VocalError & { wav: string }>('/get-audio-clip-wav', clip);
    if (status !== 200) throw new Error(`The clip answered ${status}: ${body.error}`);
    return Buffer.from(body.wav, 'base64');
  }

  async waveform(audioId: string, start: number, duration: number, target?: number): Promise<number[]> {
    const clip = { audio_id: audioId, start_time: start, clip_duration: duration, target_length: target };
    const { status, body } = await this.post<VocalError & { wav_array: number[] }>(
      '/get-audio-clip-for-visualization',
      clip,
    );
    if (status !== 201) throw new Error(`The waveform answered ${status}: ${body.error}`);
    return body.wav_array;
  }
}

/** A picture as bytes of red, green and blue, line after line from the top. */
export async function readPicture(base64: string) {
  const { data, info } = await sharp(Buffer.from(base64, 'base64')).toColourspace('srgb').raw().toBuffer({
    resolveWithObject: true,
  });
  return { width: info.width, height: info.height, channels: info.channels, pixels: data };
}

export const pictureFormat = async (base64: string): Promise<string> =>
  (await sharp(Buffer.from(base64, 'base64')).metadata()).format;
