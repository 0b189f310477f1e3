/**
 * Does work under a signal that is raised when one of these is, or when it has taken too long.
 * @param late is then the reason
 */
export async function withinTime<T>(
  milliseconds: number,
  late: () => Error,
  signals: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(late()), milliseconds);
  try {
    return await work(AbortSignal.any([...signals, deadline.signal]));
  } finally {
    clearTimeout(timer);
  }
}
