import type { TranscriptWord } from '../../../transcription/transcript.js';
import type { TranscribedRecording } from '../../transcripts/transcribed-recording.js';
import { toMp3aiRecording } from './to-recording.js';

const word = (text: string, start: number, confidence = 1): TranscriptWord => ({
  word: text,
  start,
  end: start + 0.5,
  confidence,
});

function recordingOf(
  words: readonly TranscriptWord[],
  options: TranscribedRecording['options'] = { keywords: ['puppy', "don't"], wordTimestamps: true },
): TranscribedRecording {
  const text = words.map((each) => each.word).join(' ');
  const segment = {
    start: 0,
    end: 60,
    text,
    words,
    confidence: 1,
    noSpeechProbability: 0,
    temperature: 0,
    compressionRatio: 1,
    tokens: [],
  };
  return {
    id: '0b0f2d1c-5b0e-4f57-9d1a-0d2f7f0f9a11',
    name: 'Puppies',
    createdAt: new Date('2022-05-12T19:21:37.332Z'),
    updatedAt: new Date('2022-05-12T19:21:37.332Z'),
    finishedAt: new Date('2022-05-12T19:21:40Z'),
    options,
    result: {
      text,
      language: 'en',
      languageProbability: 1,
      durationSeconds: 60,
      segments: words.length === 0 ? [] : [segment],
      model: { name: 'm', version: '1' },
      sentiment: { negative: 0.25, neutral: 0.5, positive: 0.25 },
    },
  };
}

const SPOKEN = [word('A', 0), word('Puppy,', 1, 0.4375), word('don’t', 2), word('PUPPY!', 7.86, 0.00001)];

it('shows strings in the grammars of revision A', () => {
  expect(toMp3aiRecording(recordingOf(SPOKEN), 'testuser')).toMatchObject({
    user: 'testuser',
    get_timestamps: true,
    words: '["puppy", "don\'t"]',
    transcript: "a puppy don't puppy",
    word_freqs: '{"puppy": 2, "don\'t": 1}',
    timestamps:
      "[{'conf': 0.4375, 'end': 1.5, 'start': 1.0, 'word': 'puppy'}, " +
      `{'conf': 1.0, 'end': 2.5, 'start': 2.0, 'word': "don't"}, ` +
      "{'conf': 1e-05, 'end': 8.36, 'start': 7.86, 'word': 'puppy'}]",
    sentiment_negative: 0.25,
  });
});

it('has empty results for silence', () => {
  expect(toMp3aiRecording(recordingOf([]), 'u')).toMatchObject({ transcript: '', word_freqs: '{}', timestamps: '[]' });
});

it('has no times unless they were asked for, and no keywords where there are none', () => {
  const recording = toMp3aiRecording(recordingOf(SPOKEN, {}), 'u');
  expect(recording).toMatchObject({ get_timestamps: false, words: '[]', word_freqs: '{}', timestamps: '' });
});

it('has no sentiment where none was asked for', () => {
  const { result, ...rest } = recordingOf(SPOKEN);
  const shown = toMp3aiRecording({ ...rest, result: { ...result, sentiment: null } }, 'u');
  expect(shown).toMatchObject({ sentiment_negative: 0, sentiment_neutral: 0, sentiment_positive: 0 });
});
