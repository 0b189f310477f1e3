import type { Transcript, TranscriptSegment } from '../../src/transcription/transcript.js';

/** A transcript of these segments: each word begins a second after the one before and lasts 0.8 s; confidences are 0.5 of words and 0.9 of segments. */
export function speak(texts: readonly string[], language: string | null = 'en', durationSeconds = 60): Transcript {
  let second = 0;
  const segments = texts.map((text): TranscriptSegment => {
    const words = text
      .split(' ')
      .map((word) => ({ word, start: second, end: Math.round((second++ + 0.8) * 1000) / 1000, confidence: 0.5 }));
    return {
      start: words[0].start,
      end: words.at(-1)!.end,
      text,
      confidence: 0.9,
      noSpeechProbability: 0.01,
      temperature: 0,
      compressionRatio: 1,
      tokens: [],
      words,
    };
  });
  return {
    text: texts.join(' '),
    language,
    languageProbability: language === null ? null : 0.9,
    durationSeconds: Math.max(durationSeconds, second),
    segments,
    model: { name: 'whisper-tiny', version: '1' },
  };
}
