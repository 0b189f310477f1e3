/** Told of each call of native code: a thread must not be ended between the two. */
export interface NativeCallGuard {
  enter(): void;
  leave(): void;
}

const unguarded: NativeCallGuard = { enter: () => undefined, leave: () => undefined };
let guard = unguarded;

/** Whoever may end this thread says here how it learns of native calls; nothing goes back to a thread that nobody ends. */
export function guardNativeCalls(by: NativeCallGuard = unguarded): void {
  guard = by;
}

/** Does work in native code that must not be cut off: ONNX Runtime's ends the process when its thread is ended meanwhile. */
export async function inNativeCode<Result>(work: () => Promise<Result>): Promise<Result> {
  const current = guard;
  current.enter();
  try {
    return await work();
  } finally {
    current.leave();
  }
}
