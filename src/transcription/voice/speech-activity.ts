import type { SpeechScorer } from './detector/speech-scorer.js';
import { HeldTones } from './held-tones.js';
import { SpeechGate, type SpeechThresholds } from './speech-gate.js';
import { VoiceActivity } from './voice-activity.js';
import type { VoiceFinder } from './voice-finder.js';
import { toSeconds } from './voice-frames.js';

/** Where a stream holds sound by its level, without the stretches of music, animals and machines in which a network is sure that nobody speaks. */
export class SpeechActivity implements VoiceFinder {
  private readonly sound = new VoiceActivity();
  private readonly tones = new HeldTones();
  private readonly gate: SpeechGate;

  constructor(
    private readonly scorer: Pick<SpeechScorer, 'push' | 'flush'>,
    thresholds: SpeechThresholds,
  ) {
    this.gate = new SpeechGate(thresholds, this.tones);
  }

  /** Seconds of sound in which nobody speaks, as far as they are decided. */
  get droppedSeconds(): number {
    return toSeconds(this.gate.droppedFrames);
  }

  async push(samples: Float32Array): Promise<boolean[]> {
    this.tones.push(samples);
    return this.gate.push(this.sound.push(samples), await this.scorer.push(samples));
  }

  async flush(): Promise<boolean[]> {
    this.tones.flush();
    const certain = this.gate.push(this.sound.flush(), await this.scorer.flush());
    return [...certain, ...this.gate.flush()];
  }
}
