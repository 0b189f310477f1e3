/** An output whose buffers are handed over to the main thread instead of copied. */
export class Moving<Output> {
  constructor(
    readonly value: Output,
    readonly buffers: readonly ArrayBuffer[],
  ) {}
}

function collectBuffers(value: unknown, found: Set<ArrayBuffer>): void {
  if (value instanceof ArrayBuffer) found.add(value);
  else if (Buffer.isBuffer(value))
    return; // may be a slice of Node's shared pool, which cannot be handed over
  else if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) collectBuffers(part, found);
  }
}

/**
 * Marks the output of a task to be moved: every array buffer in it (also behind typed arrays, at any depth) is transferred, which
 * costs nothing, and is no longer usable in the thread.
 */
export function moving<Output>(value: Output): Moving<Output> {
  const buffers = new Set<ArrayBuffer>();
  collectBuffers(value, buffers);
  return new Moving(value, [...buffers]);
}
