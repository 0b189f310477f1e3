import { Module } from '@nestjs/common';
import { ComputeModule } from '../compute/compute.module.js';
import { AudioInspector } from './audio-inspector.js';
import { AudioSources } from './audio-sources.js';
import { AudioStore } from './store/audio-store.js';
import { FileAudioStore } from './store/file-audio-store.js';
import { Waveforms } from './waveforms.js';

@Module({
  imports: [ComputeModule],
  providers: [{ provide: AudioStore, useClass: FileAudioStore }, AudioSources, AudioInspector, Waveforms],
  exports: [AudioStore, AudioSources, AudioInspector, Waveforms],
})
export class AudioModule {}
