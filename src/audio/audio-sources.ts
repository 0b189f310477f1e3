import { Injectable, Logger } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import type { AudioSource } from './audio-source.js';
import { findFfmpeg } from './decode/find-ffmpeg.js';
import { AudioStore } from './store/audio-store.js';

/** Makes stored recordings readable for compute threads: where the bytes are and what decodes them. */
@Injectable()
export class AudioSources {
  readonly ffmpegPath: string | null;

  constructor(
    private readonly store: AudioStore,
    environment: Environment,
  ) {
    this.ffmpegPath = findFfmpeg(environment.FFMPEG_PATH);
    new Logger(AudioSources.name).log(
      this.ffmpegPath === null
        ? 'No ffmpeg was found: WAV, AIFF, MP3, FLAC, Ogg Vorbis and Opus are decoded, other formats are refused'
        : `Audio is decoded by ${this.ffmpegPath}`,
    );
  }

  sourceOf(key: string, contentType: string): AudioSource {
    return { path: this.store.localPath(key), contentType, ffmpegPath: this.ffmpegPath };
  }
}
