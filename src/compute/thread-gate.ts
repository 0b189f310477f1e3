import { setTimeout as delay } from 'node:timers/promises';

/** Bits of the shared word. */
const IN_NATIVE_CODE = 1;
const TO_BE_ENDED = 2;
/** A thread cannot wake another one's event loop, so it is asked. */
const LOOK_AGAIN_MS = 5;

/**
 * Says when a thread may be ended. Native code that is called when its thread is terminated throws where nobody catches it, and that ends the whole
 * process (seen with ONNX Runtime). So the thread closes the gate around such calls, and whoever wants to end it waits until it is open; from
 * then on the thread stops at the gate.
 */
export class ThreadGate {
  private readonly word: Int32Array;
  /** Calls that are inside of each other or side by side on the thread. */
  private depth = 0;
  private onIdle: (() => void) | undefined;
  private isOver = false;

  /** @param memory shared by both sides; of another gate to be its other side */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.word = new Int32Array(memory);
  }

  /** The thread's side: native code begins. Never returns on a thread that is about to be ended. */
  enter(): void {
    if (this.depth++ > 0) return;
    if ((Atomics.or(this.word, 0, IN_NATIVE_CODE) & TO_BE_ENDED) === 0) return;
    this.open();
    Atomics.wait(this.word, 0, TO_BE_ENDED);
  }

  /** The thread's side: native code has returned. */
  leave(): void {
    if (--this.depth > 0) return;
    this.open();
    this.onIdle?.();
  }

  /** The thread's side: resolves when no native call is left that a task began and did not wait for. */
  idle(): Promise<void> {
    if (this.depth === 0) return Promise.resolve();
    return new Promise((resolve) => (this.onIdle = resolve));
  }

  /** The other side: the run has ended, or its thread has; nobody opens the gate again. */
  abandon(): void {
    this.isOver = true;
  }

  /** The other side: resolves when the thread can be ended; it calls no native code from then on. */
  async ready(): Promise<void> {
    Atomics.or(this.word, 0, TO_BE_ENDED);
    while (!this.isOver && Atomics.load(this.word, 0) & IN_NATIVE_CODE) await delay(LOOK_AGAIN_MS);
  }

  private open(): void {
    Atomics.and(this.word, 0, ~IN_NATIVE_CODE);
  }
}
