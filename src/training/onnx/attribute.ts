import { ProtobufWriter } from './protobuf-writer.js';

/** Value of a node attribute. ONNX tells integers from floats, JavaScript does not, hence the names. */
export type Attribute = { int: number } | { float: number } | { ints: readonly number[] } | { string: string };

export type Attributes = Readonly<Record<string, Attribute>>;

const AttributeType = { float: 1, int: 2, string: 3, ints: 7 } as const;

/** AttributeProto of onnx.proto. */
export function writeAttribute(name: string, attribute: Attribute): ProtobufWriter {
  const message = new ProtobufWriter().string(1, name);
  if ('float' in attribute) return message.float(2, attribute.float).integer(20, AttributeType.float);
  if ('int' in attribute) return message.integer(3, attribute.int).integer(20, AttributeType.int);
  if ('string' in attribute) return message.string(4, attribute.string).integer(20, AttributeType.string);
  for (const value of attribute.ints) message.integer(8, value);
  return message.integer(20, AttributeType.ints);
}
