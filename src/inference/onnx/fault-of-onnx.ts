import { ProtobufError, protobufFields } from './protobuf-fields.js';

/** What a message may hold, by the numbers of its fields. */
type Message = Readonly<Record<number, MessageName>>;
type MessageName = 'model' | 'graph' | 'function' | 'training' | 'node' | 'attribute' | 'tensor' | 'sparse';

/** The ways to tensors. Source: onnx.proto of ONNX 1.19. */
const MESSAGES: Readonly<Record<MessageName, Message>> = {
  model: { 7: 'graph', 20: 'training', 25: 'function' },
  training: { 1: 'graph', 2: 'graph' },
  function: { 7: 'node' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  tensor: {},
};

const GRAPH_OF_MODEL = 7;
/** Of tensors: names a file and a place in it; where the bytes lie, 1 of them in a file. */
const EXTERNAL_DATA = 13;
const DATA_LOCATION = 14;
/** Graphs within nodes of graphs; public models have two or three. */
const MOST_LEVELS = 100;

/**
 * What speaks against an ONNX file before it is given to native code: that it is not all there, or takes weights from other files, whose paths
 * may lead anywhere on this machine.
 * @returns undefined for one that is whole and holds its own weights; whether its graph makes sense is not looked at
 */
export function faultOfOnnx(bytes: Uint8Array): string | undefined {
  try {
    let hasGraph = false;
    const open: { readonly name: MessageName; readonly from: number; readonly to: number; readonly level: number }[] = [
      { name: 'model', from: 0, to: bytes.length, level: 0 },
    ];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { name, from, to, level } = next;
      if (level > MOST_LEVELS) return 'its graphs are nested too deep';
      const parts = MESSAGES[name];
      for (const { number, value, span } of protobufFields(bytes, from, to)) {
        if (name === 'tensor' && (number === EXTERNAL_DATA || (number === DATA_LOCATION && value === 1))) {
          return 'it keeps its weights in another file; export it with the weights inside';
        }
        if (span === undefined || !(number in parts)) continue;
        hasGraph ||= name === 'model' && number === GRAPH_OF_MODEL;
        open.push({ name: parts[number], from: span[0], to: span[1], level: level + 1 });
      }
    }
    return hasGraph ? undefined : 'it is no ONNX file: it has no graph';
  } catch (error) {
    if (error instanceof ProtobufError) return error.message;
    throw error;
  }
}
