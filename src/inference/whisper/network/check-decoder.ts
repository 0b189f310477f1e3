import type { Shape } from '../../../training/graph/shape.js';
import type { CompiledGraph } from '../../../training/run/graph-runtime.js';
import { DamagedModelError } from '../../model-errors.js';
import type { WhisperDirectory } from '../model/whisper-directory.js';
import { pastNames, presentNames } from './cache-names.js';

/** @throws DamagedModelError naming the first input or output that a Whisper decoder must have and this graph has not */
export function checkDecoder(
  { inputs, outputs }: CompiledGraph,
  { manifest, graphs, configuration }: WhisperDirectory,
): void {
  const missing =
    ['input_ids', 'encoder_hidden_states', ...pastNames(configuration)].find((name) => !inputs.has(name)) ??
    ['logits', ...presentNames(configuration)].find((name) => !outputs.has(name));
  if (missing === undefined) return;
  throw new DamagedModelError(
    `${manifest.name}/${graphs.decoder}`,
    `it has no ${missing}: a merged decoder with past of ${configuration.layers} layers is needed`,
  );
}

/**
 * A graph that gives other sizes than the configuration tells of would give wrong words at wrong times.
 * @param path of the graph
 * @throws DamagedModelError when the shapes differ
 */
export function checkShape(
  { manifest }: WhisperDirectory,
  path: string,
  output: string,
  found: Shape,
  told: Shape,
): void {
  if (found.length === told.length && found.every((size, axis) => size === told[axis])) return;
  throw new DamagedModelError(
    `${manifest.name}/${path}`,
    `it gives ${output} of shape [${found.join(', ')}], its configuration says [${told.join(', ')}]`,
  );
}

/** What ONNX Runtime says of an input whose size is not the graph's; other failures, such as want of memory, may pass. */
const WRONG_SIZE = /^Got invalid dimensions for input: \S+/;

/** @returns the error itself unless it says that the graph is not the one that the configuration tells of */
export function explainRun(error: unknown, { manifest, graphs }: WhisperDirectory): unknown {
  const [fault] = WRONG_SIZE.exec((error as Error).message) ?? [];
  if (fault === undefined) return error;
  return new DamagedModelError(`${manifest.name}/${graphs.decoder}`, `it does not fit its config.json: ${fault}`);
}
