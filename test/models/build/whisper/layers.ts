import { type WhisperSizes } from './architecture.js';
import { type OnnxDraft } from './onnx-draft.js';

/** The layers that encoder and decoder share, on values of `[batch, time, channels]`. */
export class WhisperLayers {
  constructor(
    private readonly draft: OnnxDraft,
    private readonly sizes: WhisperSizes,
  ) {}

  dense(input: string, name: string, { bias = true } = {}): string {
    const product = this.draft.node('MatMul', [input, this.draft.weight(`${name}.weight`)]);
    return bias ? this.draft.node('Add', [product, this.draft.weight(`${name}.bias`)]) : product;
  }

  norm(input: string, name: string): string {
    const parts = [this.draft.weight(`${name}.scale`), this.draft.weight(`${name}.shift`)];
    return this.draft.node('LayerNormalization', [input, ...parts], { axis: { int: -1 }, epsilon: { float: 1e-5 } });
  }

  feedForward(hidden: string, name: string): string {
    const inner = this.dense(this.norm(hidden, `${name}.final_layer_norm`), `${name}.fc1`);
    return this.dense(this.draft.node('Gelu', [inner]), `${name}.fc2`);
  }

  /** `[batch, heads, time, channels of a head]`. */
  splitHeads(input: string): string {
    const { heads, channels } = this.sizes;
    const apart = this.draft.node('Reshape', [input, this.draft.integers([0, 0, heads, channels / heads])]);
    return this.draft.node('Transpose', [apart], { perm: { ints: [0, 2, 1, 3] } });
  }

  /**
   * Attention on keys and values whose heads are split.
   * @param output name of the projection
   * @param weights name of the attention weights, where they are wanted
   */
  attend(
    queries: string,
    [keys, values]: readonly [string, string],
    output: string,
    { mask, weights }: { mask?: string; weights?: string } = {},
  ): string {
    const { draft } = this;
    const { heads, channels } = this.sizes;
    const turned = draft.node('Transpose', [keys], { perm: { ints: [0, 1, 3, 2] } });
    const product = draft.node('MatMul', [this.splitHeads(queries), turned]);
    const scaled = draft.node('Mul', [product, draft.scalar((channels / heads) ** -0.5)]);
    const scores = mask === undefined ? scaled : draft.node('Add', [scaled, mask]);
    const shares = draft.node('Softmax', [scores], { axis: { int: -1 } }, weights);
    const attended = draft.node('Transpose', [draft.node('MatMul', [shares, values])], {
      perm: { ints: [0, 2, 1, 3] },
    });
    const joined = draft.node('Reshape', [attended, draft.integers([0, 0, channels])]);
    return this.dense(joined, output);
  }

  add(left: string, right: string): string {
    return this.draft.node('Add', [left, right]);
  }
}
