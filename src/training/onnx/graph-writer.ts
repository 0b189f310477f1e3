import { type Attribute } from './attribute.js';
import { onnxDataType } from './data-type.js';
import { type OnnxInitializer, type OnnxModel, type OnnxNode, type OnnxValueInfo } from './model-parts.js';
import { ProtobufWriter } from './protobuf-writer.js';

/** GraphProto of onnx.proto. */
export function writeGraph(model: OnnxModel): ProtobufWriter {
  const graph = new ProtobufWriter();
  for (const node of model.nodes) graph.message(1, writeNode(node));
  graph.string(2, 'earshot');
  for (const initializer of model.initializers) graph.message(5, writeInitializer(initializer));
  for (const input of model.inputs) graph.message(11, writeValueInfo(input));
  for (const output of model.outputs) graph.message(12, writeValueInfo(output));
  return graph;
}

function writeNode(node: OnnxNode): ProtobufWriter {
  const message = new ProtobufWriter();
  for (const input of node.inputs) message.string(1, input);
  for (const output of node.outputs) message.string(2, output);
  message.string(3, node.name).string(4, node.operator);
  for (const [name, attribute] of Object.entries(node.attributes)) message.message(5, writeAttribute(name, attribute));
  return node.domain === '' ? message : message.string(7, node.domain);
}

function writeInitializer({ name, dataType, shape, bytes }: OnnxInitializer): ProtobufWriter {
  const message = new ProtobufWriter();
  for (const size of shape) message.integer(1, size);
  return message.integer(2, onnxDataType[dataType]).string(8, name).bytes(9, bytes);
}

function writeValueInfo({ name, dataType, shape }: OnnxValueInfo): ProtobufWriter {
  const dimensions = new ProtobufWriter();
  for (const size of shape) dimensions.message(1, writeDimension(size));
  const tensorType = new ProtobufWriter().integer(1, onnxDataType[dataType]).message(2, dimensions);
  return new ProtobufWriter().string(1, name).message(2, new ProtobufWriter().message(1, tensorType));
}

/** A length, or the name of one that is known only when the graph runs. */
function writeDimension(size: number | string): ProtobufWriter {
  return typeof size === 'number' ? new ProtobufWriter().integer(1, size) : new ProtobufWriter().string(2, size);
}

const AttributeType = { float: 1, int: 2, string: 3, graph: 5, ints: 7 } as const;

/** AttributeProto of onnx.proto. */
function writeAttribute(name: string, attribute: Attribute): ProtobufWriter {
  const message = new ProtobufWriter().string(1, name);
  if ('float' in attribute) return message.float(2, attribute.float).integer(20, AttributeType.float);
  if ('int' in attribute) return message.integer(3, attribute.int).integer(20, AttributeType.int);
  if ('string' in attribute) return message.string(4, attribute.string).integer(20, AttributeType.string);
  if ('graph' in attribute) return message.message(6, writeGraph(attribute.graph)).integer(20, AttributeType.graph);
  for (const value of attribute.ints) message.integer(8, value);
  return message.integer(20, AttributeType.ints);
}
