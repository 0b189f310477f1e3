import { writeGraph } from './graph-writer.js';
import { type OnnxModel } from './model-parts.js';
import { ProtobufWriter } from './protobuf-writer.js';

const irVersion = 9;
const standardOperators = 20;
const microsoftOperators = 1;

/** Bytes of a ModelProto: IR version 9, operator set 20 and version 1 of `com.microsoft`. Source: onnx.proto of ONNX 1.15. */
export function writeModel(model: OnnxModel): Uint8Array {
  return new ProtobufWriter()
    .integer(1, irVersion)
    .string(2, 'earshot')
    .message(7, writeGraph(model))
    .message(8, writeOperatorSet('', standardOperators))
    .message(8, writeOperatorSet('com.microsoft', microsoftOperators))
    .finish();
}

function writeOperatorSet(domain: string, version: number): ProtobufWriter {
  return new ProtobufWriter().string(1, domain).integer(2, version);
}
