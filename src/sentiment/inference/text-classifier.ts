import type { CompiledGraph } from '../../training/index.js';
import type { WeighedPart } from './average.js';

/** Runs one family of models. */
export interface TextClassifier {
  /** @returns the parts that the text was cut into, all of it; none for a text in which there is nothing to judge */
  classify(graph: CompiledGraph, text: string): Promise<WeighedPart[]>;
}
