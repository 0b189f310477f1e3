import { flatten, list, name, section, sized, unsigned } from './encoding.js';
import { type FunctionBuilder } from './function-builder.js';

/** `\0asm`, version 1. */
const HEADER = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** The binary of a module that imports `host.memory` and exports these functions. */
export function assembleModule(functions: readonly FunctionBuilder[]): Uint8Array {
  return Uint8Array.from(
    flatten([
      HEADER,
      section(1, list(functions.map((each) => each.type()))),
      section(2, list([[name('host'), name('memory'), 2, 0, 1]])),
      section(3, list(functions.map((_, index) => unsigned(index)))),
      section(7, list(functions.map((each, index) => each.export(index)))),
      section(10, list(functions.map((each) => sized(each.body())))),
    ]),
  );
}
