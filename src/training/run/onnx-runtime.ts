import type { InferenceSession, Tensor, TensorConstructor } from 'onnxruntime-node';
import { dataTypeOf, type TensorArray, type TensorData } from '../graph/tensor-data.js';
import { type DataType, onnxDataType } from '../onnx/data-type.js';
import { type CompiledGraph, type GraphRuntime } from './graph-runtime.js';
import { inNativeCode } from './native-calls.js';

export interface OnnxRuntimeOptions {
  /** Threads of one run; 1 when left out. Results are the same bits from run to run only for the same number. */
  threads?: number;
}

/**
 * Runs graphs with `onnxruntime-node`. A run blocks the thread that it is called on, so train on a worker thread.
 */
export function onnxRuntime({ threads = 1 }: OnnxRuntimeOptions = {}): GraphRuntime {
  return {
    async compile(model) {
      // Loaded by the first graph: whoever only describes models starts without it.
      const ort = await import('onnxruntime-node');
      const options: InferenceSession.SessionOptions = {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        graphOptimizationLevel: 'all',
        // Big blocks that are given back after each node cost a third of a step in page faults. The arena keeps them;
        // planning them ahead as well would take half as much memory again and gains nothing.
        enableCpuMemArena: true,
        enableMemPattern: false,
        // Threads that spin while they wait take time from the server.
        extra: { session: { intra_op: { allow_spinning: '0' } } },
        logSeverityLevel: 3,
      };
      return compiled(await inNativeCode(() => ort.InferenceSession.create(model, options)), ort.Tensor);
    },
  };
}

function compiled(session: InferenceSession, OnnxTensor: TensorConstructor): CompiledGraph {
  const toOnnx = ({ data, shape }: TensorData): Tensor => new OnnxTensor(dataTypeOf('tensor', data), data, shape);
  return {
    inputs: new Map(
      session.inputMetadata.map((input) => [input.name, input.isTensor ? knownType(input.type) : undefined]),
    ),
    outputs: new Set(session.outputNames),
    async run(feeds, outputs) {
      const wanted = mapValues(outputs, (tensor) => (tensor ? toOnnx(tensor) : null));
      const given = mapValues(feeds, toOnnx);
      const results = await inNativeCode(() => session.run(given, wanted));
      return mapValues(results, ({ type, data, dims }) => ({ data: arrayOf(type, data), shape: dims }));
    },
    release: () => inNativeCode(() => session.release()),
  };
}

/** Half-precision numbers as their bits: from Node.js 24 on, the runtime gives them in an array type of their own. */
function arrayOf(type: Tensor.Type, data: Tensor.DataType): TensorArray {
  const array = data as TensorArray;
  if (type !== 'float16' || array instanceof Uint16Array) return array;
  return new Uint16Array(array.buffer, array.byteOffset, array.length);
}

const knownType = (type: Tensor.Type): DataType | undefined => (type in onnxDataType ? (type as DataType) : undefined);

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
