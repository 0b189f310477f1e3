import type { TensorData } from '../../../training/graph/tensor-data.js';
import type { DataType } from '../../../training/onnx/data-type.js';
import type { CompiledGraph } from '../../../training/run/graph-runtime.js';
import type { WhisperConfiguration } from '../model/whisper-configuration.js';
import type { WhisperDirectory } from '../model/whisper-directory.js';
import { pastNames, pastOf, presentNames } from './cache-names.js';
import { checkShape, explainRun } from './check-decoder.js';
import { asFloat32, emptyTensor } from './float-tensors.js';
import type { DecoderRun, DecoderStep } from './whisper-network.js';

/** Feeds a merged decoder and keeps what it must remember between steps: keys and values of all tokens so far and of what was heard. */
export class CachedDecoder implements DecoderRun {
  /** By name of the input. */
  private readonly past = new Map<string, TensorData>();
  private readonly configuration: WhisperConfiguration;
  private fed = 0;

  constructor(
    private readonly graph: CompiledGraph,
    private readonly model: WhisperDirectory,
    private readonly heard: TensorData,
  ) {
    this.configuration = model.configuration;
  }

  /** @throws DamagedModelError when the graph is another one than the configuration tells of */
  async feed(tokens: readonly number[]): Promise<DecoderStep> {
    const isFirst = this.fed === 0;
    const presents = presentNames(this.configuration).filter((name) => isFirst || name.includes('.decoder.'));
    const attentions = this.attentionNames();
    const wanted = ['logits', ...presents, ...attentions];
    const outputs = await this.run(this.inputs(tokens, isFirst), wanted);
    const { vocabularySize } = this.configuration;
    const { logits } = outputs;
    checkShape(this.model, this.model.graphs.decoder, 'logits', logits.shape, [1, tokens.length, vocabularySize]);
    this.fed += tokens.length;
    // Steps with a past leave out what belongs to the encoder: that of the first step stays.
    for (const name of presents) this.past.set(pastOf(name), outputs[name]);
    return {
      logits: asFloat32(logits).data,
      attention: this.attentionOf(outputs, tokens.length),
    };
  }

  private async run(
    given: Readonly<Record<string, TensorData>>,
    wanted: readonly string[],
  ): Promise<Record<string, TensorData>> {
    try {
      return await this.graph.run(given, Object.fromEntries(wanted.map((name) => [name, undefined])));
    } catch (error) {
      throw explainRun(error, this.model);
    }
  }

  private inputs(tokens: readonly number[], isFirst: boolean): Record<string, TensorData> {
    const { heads, headSize } = this.configuration;
    const given: Record<string, TensorData> = {
      input_ids: { data: BigInt64Array.from(tokens, BigInt), shape: [1, tokens.length] },
      encoder_hidden_states: this.heard,
    };
    for (const name of pastNames(this.configuration)) {
      given[name] = this.past.get(name) ?? emptyTensor(this.typeOf(name), [1, heads, 0, headSize]);
    }
    if (this.graph.inputs.has('use_cache_branch')) {
      given.use_cache_branch = { data: Uint8Array.of(isFirst ? 0 : 1), shape: [1] };
    }
    if (this.graph.inputs.has('cache_position')) {
      given.cache_position = {
        data: BigInt64Array.from(tokens, (_, index) => BigInt(this.fed + index)),
        shape: [tokens.length],
      };
    }
    return given;
  }

  private typeOf(input: string): DataType {
    return this.graph.inputs.get(input) ?? 'float32';
  }

  /** Of the layers that have an alignment head. */
  private attentionNames(): string[] {
    const layers = new Set((this.configuration.alignmentHeads ?? []).map(([layer]) => layer));
    return [...layers].map((layer) => `cross_attentions.${layer}`).filter((name) => this.graph.outputs.has(name));
  }

  private attentionOf(outputs: Readonly<Record<string, TensorData>>, fed: number): Float32Array[] {
    return (this.configuration.alignmentHeads ?? []).flatMap(([layer, head]) => {
      const tensor = outputs[`cross_attentions.${layer}`] as TensorData | undefined;
      if (tensor === undefined) return [];
      const positions = tensor.shape[3];
      const begin = ((head + 1) * fed - 1) * positions;
      return [asFloat32(tensor).data.slice(begin, begin + positions)];
    });
  }
}
