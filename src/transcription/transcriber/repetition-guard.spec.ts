import type { TranscriptSegment } from '../transcript.js';
import { RepetitionGuard } from './repetition-guard.js';

function accepted(...segments: readonly (readonly [string, number])[]): boolean[] {
  const guard = new RepetitionGuard();
  return segments.map(([text, confidence]) =>
    guard.accepts({ text, confidence, noSpeechProbability: 0.1 } as TranscriptSegment),
  );
}

describe('RepetitionGuard', () => {
  it('stops a text that comes again and again and that the model is not sure of', () => {
    const thanks = ['Thank you.', 'thank you', 'Thank you!', 'Thank you.', 'Thank you.'] as const;
    expect(accepted(...thanks.map((text) => [text, 0.3] as const))).toEqual([true, true, true, false, false]);
  });

  it('lets people repeat themselves', () => {
    expect(accepted(...new Array<readonly [string, number]>(6).fill(['No!', 0.9]))).not.toContain(false);
    expect(accepted(['a', 0.1], ['b', 0.1], ['a', 0.1], ['b', 0.1], ['a', 0.1], ['b', 0.1])).not.toContain(false);
  });
});
