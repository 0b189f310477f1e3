import type { VoiceFinder } from '../voice/voice-finder.js';
import { FRAME_SAMPLES } from '../voice/voice-frames.js';
import { VoiceTrack } from '../voice/voice-track.js';
import { type CutWindow, cutWindow, MARGIN } from './cut-window.js';
import { SampleQueue } from './sample-queue.js';

/** A window with its samples. */
export interface SpeechWindow extends CutWindow {
  readonly samples: Float32Array;
}

/** Cuts a stream into windows that hold speech, in memory for one window and the context of what finds voices. */
export class SpeechWindows {
  /** Known around the window that was cut last. */
  readonly voice = new VoiceTrack();
  private readonly samples = new SampleQueue();
  private from = 0;
  private isOver = false;

  /** @param longest frames of a window */
  constructor(
    private readonly longest: number,
    private readonly finder: VoiceFinder,
  ) {}

  /** Samples that were pushed. */
  get heard(): number {
    return this.samples.end;
  }

  /** Bytes that the samples take. */
  get bytes(): number {
    return this.samples.bytes;
  }

  /** @param samples at 16 kHz */
  async push(samples: Float32Array): Promise<void> {
    this.samples.append(samples);
    this.voice.append(await this.finder.push(samples));
  }

  /** Tells that nothing more comes. */
  async finish(): Promise<void> {
    this.voice.append(await this.finder.flush());
    this.isOver = true;
  }

  /** The next window; undefined until more is pushed, or when nothing is left. */
  next(): SpeechWindow | undefined {
    const { from, longest, isOver } = this;
    const cut = cutWindow(this.voice, { from, longest, isOver });
    if (cut.type === 'nothing') this.goOnAt(cut.until);
    if (cut.type !== 'window') return undefined;
    const { begin, end } = cut.window;
    return { ...cut.window, samples: this.samples.slice(begin * FRAME_SAMPLES, end * FRAME_SAMPLES) };
  }

  /** Says where the next window may begin. */
  goOnAt(frame: number): void {
    this.from = Math.max(this.from, frame);
    this.samples.forget((this.from - MARGIN) * FRAME_SAMPLES);
    this.voice.forget(this.from - MARGIN);
  }
}
