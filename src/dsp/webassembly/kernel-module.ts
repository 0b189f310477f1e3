import { assembleModule } from './assemble-module.js';
import { type FunctionBuilder } from './function-builder.js';

/** The part of the WebAssembly API used here; Node's types leave the namespace out. */
interface WebAssemblyApi {
  readonly Memory: new (descriptor: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

const api = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
const PAGE_BYTES = 65_536;
/** Arrays begin on cache lines. */
const ALIGNMENT = 16;

/** An instance of a module: its functions, and zeroed arrays in its own memory which they can reach by `byteOffset`. */
export interface Kernel<Functions> {
  readonly functions: Functions;
  readonly arrays: readonly Float32Array[];
}

/** Functions on one memory, assembled at first use; every instance has a memory of its own, so that users cannot meet. */
export class KernelModule<Functions extends object> {
  private compiled: object | undefined;

  /** @param define gives the functions that `Functions` lists */
  constructor(private readonly define: () => readonly FunctionBuilder[]) {}

  /** @param lengths of the arrays, numbers; behind the last one lie at least 64 bytes that may be read */
  instantiate(lengths: readonly number[]): Kernel<Functions> {
    this.compiled ??= new api.Module(assembleModule(this.define()));
    const starts = [0];
    for (const length of lengths) {
      starts.push(starts[starts.length - 1] + Math.ceil(length / ALIGNMENT) * ALIGNMENT);
    }
    const bytes = 4 * (starts[starts.length - 1] + ALIGNMENT);
    const memory = new api.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
    const { exports } = new api.Instance(this.compiled, { host: { memory } });
    return {
      functions: exports as Functions,
      arrays: lengths.map((length, index) => new Float32Array(memory.buffer, starts[index] * 4, length)),
    };
  }
}
