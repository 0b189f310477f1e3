import { WHISPER_RATE_HZ } from '../../dsp/mel/whisper-log-mel.js';

/** Voice is judged every 10 ms, as the mel frames of the model. */
export const FRAME_SAMPLES = 160;
export const FRAMES_PER_SECOND = WHISPER_RATE_HZ / FRAME_SAMPLES;

export const toFrames = (seconds: number): number => Math.round(seconds * FRAMES_PER_SECOND);
export const toSeconds = (frames: number): number => frames / FRAMES_PER_SECOND;
