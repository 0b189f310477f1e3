import { writeModelDirectory } from '../../src/inference/model-directory.js';
import type { ModelManifest } from '../../src/inference/model-manifest.js';
import { normal, type OnnxInitializer, type OnnxNode, randomSource, writeModel } from '../../src/training/index.js';

const WIDTH = 16;
const FEED_FORWARD = 32;
const POSITIONS = 34;
/** Tokens of a window, with the two special ones: as in RoBERTa, two positions are never used. */
export const ROBERTA_MAX_TOKENS = 32;

/** Bytes as the letters that byte-level BPE writes them with (Radford et al. 2019). */
function byteLetters(): string[] {
  const printable = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(printable(byte) ? byte : next++));
}

const SPECIAL = ['<s>', '<pad>', '</s>', '<unk>'];

/** `tokenizer.json` and `tokenizer_config.json` of a RoBERTa whose tokens are bytes. */
function tokenizerFiles(): { json: object; configuration: object; vocabularySize: number } {
  const vocabulary = Object.fromEntries([...SPECIAL, ...byteLetters()].map((token, id) => [token, id]));
  const json = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map((content, id) => ({ id, content, special: true, normalized: false })),
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: { type: 'RobertaProcessing', sep: ['</s>', 2], cls: ['<s>', 0], trim_offsets: true },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: { type: 'BPE', unk_token: '<unk>', vocab: vocabulary, merges: [] },
  };
  const configuration = {
    tokenizer_class: 'RobertaTokenizer',
    bos_token: '<s>',
    eos_token: '</s>',
    unk_token: '<unk>',
  };
  return { json, configuration, vocabularySize: Object.keys(vocabulary).length };
}

/** Nodes and weights of a graph under construction. */
class Sketch {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxInitializer[] = [];
  private readonly random = randomSource('roberta');

  node(operator: string, inputs: string[], attributes: OnnxNode['attributes'] = {}, name?: string): string {
    const output = name ?? `value${this.nodes.length}`;
    this.nodes.push({ operator, domain: '', name: output, inputs, outputs: [output], attributes });
    return output;
  }

  weights(name: string, shape: readonly number[], spread = 0.5): string {
    const size = shape.reduce((product, length) => product * length, 1);
    const data = Float32Array.from({ length: size }, () => spread * normal(this.random));
    this.initializers.push({ name, dataType: 'float32', shape, bytes: new Uint8Array(data.buffer) });
    return name;
  }

  integers(name: string, numbers: readonly number[]): string {
    const bytes = new Uint8Array(BigInt64Array.from(numbers, BigInt).buffer);
    this.initializers.push({ name, dataType: 'int64', shape: [numbers.length], bytes });
    return name;
  }

  dense(input: string, name: string, from: number, to: number): string {
    return this.node('Add', [
      this.node('MatMul', [input, this.weights(`${name}.weight`, [from, to])]),
      this.weights(`${name}.bias`, [to]),
    ]);
  }

  norm(input: string, name: string): string {
    const scale = this.weights(`${name}.weight`, [WIDTH]);
    return this.node('LayerNormalization', [input, scale, this.weights(`${name}.bias`, [WIDTH])], {
      axis: { int: -1 },
    });
  }
}

/** RoBERTa with one layer and one head: `input_ids`, `attention_mask` [batch, tokens] → `logits` [batch, 3]. */
function randomGraph(vocabularySize: number): Uint8Array {
  const sketch = new Sketch();
  const axis = sketch.integers('axis', [1]);
  // Positions begin behind that of <pad>.
  const positions = sketch.node('Add', [sketch.node('CumSum', ['attention_mask', axis]), axis]);
  const words = sketch.node('Gather', [sketch.weights('words', [vocabularySize, WIDTH], 1), 'input_ids']);
  const places = sketch.node('Gather', [sketch.weights('positions', [POSITIONS, WIDTH], 0.2), positions]);
  const embedded = sketch.norm(sketch.node('Add', [words, places]), 'embeddings');
  const [query, key, value] = ['query', 'key', 'value'].map((name) => sketch.dense(embedded, name, WIDTH, WIDTH));
  const scores = sketch.node('MatMul', [query, sketch.node('Transpose', [key], { perm: { ints: [0, 2, 1] } })]);
  const attention = sketch.node('MatMul', [sketch.node('Softmax', [scores]), value]);
  const attended = sketch.norm(sketch.node('Add', [embedded, attention]), 'attended');
  const inner = sketch.node('Gelu', [sketch.dense(attended, 'inner', WIDTH, FEED_FORWARD)]);
  const outer = sketch.norm(
    sketch.node('Add', [attended, sketch.dense(inner, 'outer', FEED_FORWARD, WIDTH)]),
    'outer.norm',
  );
  const first = sketch.node('Gather', [outer, sketch.integers('first', [0])], { axis: { int: 1 } });
  const start = sketch.node('Squeeze', [first, axis]);
  const pooled = sketch.node('Tanh', [sketch.dense(start, 'pooler', WIDTH, WIDTH)]);
  const logits = sketch.node('MatMul', [pooled, sketch.weights('classifier', [WIDTH, 3])], {}, 'logits');
  const input = (name: string) => ({ name, dataType: 'int64', shape: ['batch', 'tokens'] }) as const;
  return writeModel({
    nodes: sketch.nodes,
    initializers: sketch.initializers,
    inputs: [input('input_ids'), input('attention_mask')],
    outputs: [{ name: logits, dataType: 'float32', shape: ['batch', 3] }],
  });
}

/** Writes a sentiment model of the RoBERTa family as a hub has it, with weights that nobody trained. */
export function writeRandomRoberta(directory: string, name = 'random-roberta'): Promise<ModelManifest> {
  const { json, configuration, vocabularySize } = tokenizerFiles();
  return writeModelDirectory(
    directory,
    {
      name,
      task: 'sentiment',
      version: '1',
      source: 'hub',
      licence: 'CC0-1.0',
      description: 'Random weights, for tests.',
      settings: {
        family: 'roberta',
        graph: 'model_quantized.onnx',
        // Not in the order of the results, to see that names count.
        labels: ['positive', 'negative', 'neutral'],
        maxTokens: ROBERTA_MAX_TOKENS,
      },
      card: {
        data: 'None.',
        split: 'None.',
        figures: [],
        lineage: { base: null, dataSha256: null, settings: {} },
        limits: 'It knows nothing.',
      },
    },
    {
      'model_quantized.onnx': randomGraph(vocabularySize),
      'tokenizer.json': Buffer.from(JSON.stringify(json)),
      'tokenizer_config.json': Buffer.from(JSON.stringify(configuration)),
    },
  );
}
