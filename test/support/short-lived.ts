/**
 * Options of V8 for processes that live for seconds. It would spend a third of their processor time on optimising what they run for the last time, much
 * of it PostgreSQL's; so it waits fifteen times longer with JavaScript, and with WebAssembly until it is hot indeed. What computes still is optimised.
 */
export const SHORT_LIVED: readonly string[] = [
  '--wasm-tiering-budget=1000000000',
  // From Node.js 22 on there is no such option.
  ...(Number.parseInt(process.versions.node) < 22 ? ['--interrupt-budget=1000000'] : []),
];
