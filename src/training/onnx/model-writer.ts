import { writeAttribute } from './attribute.js';
import { onnxDataType } from './data-type.js';
import { type OnnxInitializer, type OnnxModel, type OnnxNode, type OnnxValueInfo } from './model-parts.js';
import { ProtobufWriter } from './protobuf-writer.js';

const irVersion = 9;
const standardOperators = 20;
const microsoftOperators = 1;

/** Bytes of a ModelProto: IR version 9, operator set 20 and version 1 of `com.microsoft`. Source: onnx.proto of ONNX 1.15. */
export function writeModel(model: OnnxModel): Uint8Array {
  const graph = new ProtobufWriter();
  for (const node of model.nodes) graph.message(1, writeNode(node));
  graph.string(2, 'earshot');
  for (const initializer of model.initializers) graph.message(5, writeInitializer(initializer));
  for (const input of model.inputs) graph.message(11, writeValueInfo(input));
  for (const output of model.outputs) graph.message(12, writeValueInfo(output));
  return new ProtobufWriter()
    .integer(1, irVersion)
    .string(2, 'earshot')
    .message(7, graph)
    .message(8, writeOperatorSet('', standardOperators))
    .message(8, writeOperatorSet('com.microsoft', microsoftOperators))
    .finish();
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
  for (const size of shape) dimensions.message(1, new ProtobufWriter().integer(1, size));
  const tensorType = new ProtobufWriter().integer(1, onnxDataType[dataType]).message(2, dimensions);
  return new ProtobufWriter().string(1, name).message(2, new ProtobufWriter().message(1, tensorType));
}

function writeOperatorSet(domain: string, version: number): ProtobufWriter {
  return new ProtobufWriter().string(1, domain).integer(2, version);
}
