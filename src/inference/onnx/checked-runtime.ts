import type { GraphRuntime } from '../../training/run/graph-runtime.js';
import { faultOfOnnx } from './fault-of-onnx.js';

/** Looks at a file before native code does: see `faultOfOnnx`. */
export const checkedRuntime = (runtime: GraphRuntime): GraphRuntime => ({
  async compile(model) {
    const fault = faultOfOnnx(model);
    if (fault !== undefined) throw new Error(fault);
    return runtime.compile(model);
  },
});
