import { type CheckpointStore, type FloatTensor } from '../../training/index.js';
import { type SegmentClass, type SegmenterSettings } from '../network/segmenter-settings.js';
import { type LabelledAudio } from './labelled-audio.js';

/** A segmenter without its files. */
export interface Segmenter {
  readonly settings: SegmenterSettings;
  readonly weights: ReadonlyMap<string, FloatTensor>;
}

export interface LearnSegmenterOptions {
  /** What to begin with. */
  readonly base: Segmenter;
  /** Classes of the new model, at most MOST_CLASSES. */
  readonly classes: readonly SegmentClass[];
  /** Replaces settings of the base: rate, time step, frequencies, shortest segment, tolerance. */
  readonly settings?: Partial<SegmenterSettings>;
  readonly audio: readonly LabelledAudio[];
  /** Decides crops, augmentation and what is held back; 0 when left out. */
  readonly seed?: number;
  /** Steps of training; from the amount of labels when left out. */
  readonly steps?: number;
  /** With a store the run goes on after an interruption, bit by bit. */
  readonly checkpoints?: CheckpointStore;
  /** Ends the run between two steps; the reason is thrown. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LearningProgress) => void | Promise<void>;
}

/**
 * What learning is doing: steps of training; trying the model on what was held back, between two parts of the training; scoring all labelled frames at
 * the end; and fitting the decoding to them.
 */
export const LEARNING_PHASES = ['training', 'validating', 'scoring', 'fitting'] as const;
export type LearningPhase = (typeof LEARNING_PHASES)[number];

/** How to follow work on many frames, and to end it. */
export interface Following {
  readonly signal?: AbortSignal;
  /** @param frames that were done since the last call */
  readonly onFrames?: (frames: number) => void | Promise<void>;
}

export interface LearningProgress {
  readonly phase: LearningPhase;
  /** Part of the work of all phases that is done, 0..1. */
  readonly fraction: number;
  /** The last step of training that was done. */
  readonly step: number;
  readonly steps: number;
  /** Of that step. */
  readonly loss: number;
  /** Scores on what was held back, when they were just measured. */
  readonly validation?: ValidationScores;
}

export interface ValidationScores {
  readonly loss: number;
  /** F1, 0..1, as section 9 of the vocal-annotation contract counts them. */
  readonly segmentF1: number;
  readonly frameF1: number;
}

export interface LearnedSegmenter extends Segmenter {
  readonly scores: {
    /** Of labels that were not trained on; absent when there were too few to hold any back. */
    readonly heldBack?: ValidationScores & { readonly seconds: number; readonly segments: number };
    readonly curve: readonly { readonly step: number; readonly loss: number; readonly validation?: ValidationScores }[];
  };
  /** Sentences for the user: labels left out, classes with one example, and the like. */
  readonly warnings: readonly string[];
}

/** Learns from labels; see docs/decisions/segmentation.md. */
export type LearnSegmenter = (options: LearnSegmenterOptions) => Promise<LearnedSegmenter>;
