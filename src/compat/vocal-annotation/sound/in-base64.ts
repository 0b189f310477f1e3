/** Text that holds bytes in base64, piece by piece; `before` and `after` stand around them. */
export async function* inBase64(
  before: string,
  pieces: AsyncIterable<Uint8Array>,
  after: string,
): AsyncGenerator<string, void, undefined> {
  yield before;
  let rest = Buffer.alloc(0);
  for await (const piece of pieces) {
    const bytes = Buffer.concat([rest, piece]);
    // Three bytes are four characters; what is left over waits for the next piece.
    const whole = bytes.length - (bytes.length % 3);
    rest = bytes.subarray(whole);
    yield bytes.toString('base64', 0, whole);
  }
  yield rest.toString('base64') + after;
}
