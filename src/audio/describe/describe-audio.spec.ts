import { readFileSync } from 'node:fs';
import { fixture, sourceAt } from '../../../test/support/decoded.js';
import { decodingWays } from '../../../test/support/ffmpeg.js';
import { TemporaryFiles } from '../../../test/support/temporary-files.js';
import { int16Bytes, tone, wavBytes } from '../../../test/support/wav-bytes.js';
import type { AudioDescription } from '../audio-source.js';
import { describeAudio } from './describe-audio.js';

const files = new TemporaryFiles();
afterAll(() => files.remove());

const cut = (name: string, share: number): Buffer => {
  const bytes = readFileSync(fixture(name));
  return bytes.subarray(0, Math.floor(bytes.length * share));
};

const PLAYLISTS: Readonly<Record<string, (target: string) => string>> = {
  'an HLS playlist': (target) => `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${target}\n#EXT-X-ENDLIST\n`,
  'a concat script': (target) => `ffconcat version 1.0\nfile '${target}'\n`,
  'a plain playlist': (target) => `${target}\n`,
  'a PLS playlist': (target) => `[playlist]\nFile1=${target}\nNumberOfEntries=1\n`,
  'an ASX playlist': (target) => `<asx version="3.0"><entry><ref href="${target}"/></entry></asx>`,
  'an SDP description': (target) =>
    `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio 9 RTP/AVP 0\na=${target}\n`,
};

describe.each(decodingWays('bad input'))('describeAudio $way', ({ ffmpegPath }) => {
  const describeBytes = async (bytes: Uint8Array | string, name?: string): Promise<AudioDescription> => {
    const source = sourceAt(files.write(bytes, name), ffmpegPath);
    return (await describeAudio(source, { maxDurationSeconds: 10 })).description;
  };
  const refusal = (code: string): object => expect.objectContaining({ status: 422, code }) as object;

  it.each([
    ['stereo.wav', 'audio/wav', 'pcm_s16le', 22_050, 2, 0.6],
    ['stereo.mp3', 'audio/mpeg', 'mp3', 22_050, 2, 0.6],
    ['stereo.mp2', 'audio/mpeg', 'mp2', 22_050, 2, 0.627],
    ['stereo.flac', 'audio/flac', 'flac', 22_050, 2, 0.6],
    ['stereo.ogg', 'audio/ogg', 'vorbis', 22_050, 2, 0.6],
    ['stereo.opus', 'audio/ogg', 'opus', 48_000, 2, 0.6],
    ['surround.flac', 'audio/flac', 'flac', 48_000, 6, 0.2],
    ['float.aifc', 'audio/aiff', 'pcm_f32be', 16_000, 1, 0.7],
  ])('measures %s', async (name, contentType, codec, sampleRateHz, channels, seconds) => {
    const description = await describeBytes(readFileSync(fixture(name)));
    expect(description).toMatchObject({ contentType, codec, sampleRateHz, channels });
    expect(description.durationSeconds).toBeCloseTo(seconds, 2);
  });

  it('refuses an empty file and one of white space', async () => {
    await expect(describeBytes('')).rejects.toEqual(refusal('audio-empty'));
    await expect(describeBytes('\r\n \n')).rejects.toEqual(refusal('audio-empty'));
  });

  it.each([
    ['text', 'These are the words of a song, not its sound. '.repeat(50), 'song.mp3'],
    ['binary rubbish', Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251)), 'song.wav'],
    [
      'an image',
      Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(100)]),
      'song.ogg',
    ],
    ['a ZIP archive', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(100)]), 'song.flac'],
    ['SVG', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>', 'song.m4a'],
    ['text in UTF-16', Buffer.from('\ufeffwords '.repeat(500), 'utf16le'), 'song.mp3'],
  ])('refuses %s with the name of audio', async (_what, bytes, name) => {
    await expect(describeBytes(bytes, name)).rejects.toEqual(refusal('unsupported-audio-type'));
  });

  it.each(Object.entries(PLAYLISTS))('refuses %s and does not read what it points at', async (_what, playlist) => {
    for (const target of [fixture('stereo.wav'), `file://${fixture('stereo.wav')}`, 'http://127.0.0.1:9/x.wav']) {
      await expect(describeBytes(playlist(target))).rejects.toEqual(refusal('unsupported-audio-type'));
      await expect(describeBytes(`\r\n${playlist(target)}`)).rejects.toEqual(refusal('unsupported-audio-type'));
    }
  });

  it.each([
    ['mono.mp3', 0.5],
    ['variable-rate.mp3', 0.9],
    ['without-xing.mp3', 0.5],
    ['stereo.flac', 0.5],
    ['mono-24-bit.flac', 0.95],
    ['stereo.wav', 0.5],
    ['mono.w64', 0.9],
    ['stereo.aiff', 0.5],
    ['stereo.ogg', 0.7],
    ['mono.opus', 0.6],
  ])('says that %s is cut off at %d of its length', async (name, share) => {
    await expect(describeBytes(cut(name, share))).rejects.toEqual(refusal('audio-truncated'));
  });

  it('says that a WAV file is cut off that claims 4 GB', async () => {
    const data = int16Bytes(tone(1000));
    for (const claimed of [4_000_000_000, 0xffffffff, 0xffffffff - 36, 0x7fffffff]) {
      const bytes = wavBytes({ data, claimedDataBytes: claimed, claimedRiffBytes: Math.min(0xffffffff, claimed + 36) });
      await expect(describeBytes(bytes)).rejects.toEqual(refusal('audio-truncated'));
    }
  });

  it('refuses a data chunk of zero length', async () => {
    await expect(describeBytes(wavBytes({ data: Buffer.alloc(0) }))).rejects.toEqual(refusal('audio-empty'));
  });

  it.each([0, 1, 999, 384_001, 4_000_000_000])('refuses a rate of %d Hz and names the limits', async (sampleRateHz) => {
    const failure = describeBytes(wavBytes({ sampleRateHz, data: int16Bytes(tone(100)) }));
    await expect(failure).rejects.toEqual(refusal('audio-bad-parameters'));
    await expect(failure).rejects.toThrow(/1000 to 384000 Hz/);
  });

  it.each([0, 33, 65_535])('refuses %d channels and names the limits', async (channels) => {
    const failure = describeBytes(wavBytes({ channels, data: Buffer.alloc(200_000) }));
    await expect(failure).rejects.toEqual(refusal('audio-bad-parameters'));
    await expect(failure).rejects.toThrow(/1 to 32/);
  });

  it.each([
    [1000, 1],
    [384_000, 1],
    [44_100, 32],
    [11_025, 3],
  ])('accepts %d Hz with %d channels', async (sampleRateHz, channels) => {
    const data = int16Bytes(tone(500, channels, sampleRateHz));
    const description = await describeBytes(wavBytes({ sampleRateHz, channels, data }));
    expect(description).toMatchObject({ sampleRateHz, channels, durationSeconds: 500 / sampleRateHz });
  });

  it('accepts 10 milliseconds, silence and 8 bits', async () => {
    const short = await describeBytes(wavBytes({ data: int16Bytes(tone(160)) }));
    expect(short.durationSeconds).toBe(0.01);
    const silence = await describeBytes(wavBytes({ data: Buffer.alloc(2 * 16_000) }));
    expect(silence.durationSeconds).toBe(1);
    const eightBits = await describeBytes(wavBytes({ bits: 8, data: Buffer.alloc(16_000, 128) }));
    expect(eightBits).toMatchObject({ codec: 'pcm_u8', durationSeconds: 1 });
  });

  it('skips line breaks before the audio', async () => {
    for (const name of ['stereo.wav', 'mono.mp3', 'stereo.flac', 'stereo.ogg']) {
      const bytes = readFileSync(fixture(name));
      const expected = await describeBytes(bytes);
      await expect(describeBytes(Buffer.concat([Buffer.from('\r\n'), bytes]))).resolves.toEqual(expected);
    }
  });

  it('refuses audio that is longer than allowed', async () => {
    const data = Buffer.alloc(2 * 1000 * 11);
    const failure = describeBytes(wavBytes({ sampleRateHz: 1000, data }));
    await expect(failure).rejects.toEqual(refusal('audio-too-long'));
    await expect(failure).rejects.toThrow('10 seconds');
  });

  it('never tells where files lie on the server', async () => {
    for (const name of ['stereo.mp3', 'stereo.flac', 'stereo.ogg', 'stereo.wav', 'stereo.m4a']) {
      const bytes = readFileSync(fixture(name));
      bytes.fill(0x5a, Math.min(100, bytes.length / 2));
      const error = (await describeBytes(bytes).catch((thrown: unknown) => thrown)) as Error;
      expect(String(error.message ?? '')).not.toContain(files.directory);
    }
  });
});
