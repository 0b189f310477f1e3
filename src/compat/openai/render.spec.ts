import type { TranscriptionResult } from '../transcripts/transcribed-recording.js';
import { type AudioRequest, readAudioRequest } from './audio-request.js';
import { render } from './render.js';

const segment = (start: number, end: number, text: string, confidence = 0.5) => ({
  start,
  end,
  text,
  confidence,
  noSpeechProbability: 0.25,
  temperature: 0,
  compressionRatio: 1.5,
  tokens: [50, 7],
  words: [{ word: text.split(' ')[0], start, end, confidence }],
});

const SPOKEN: TranscriptionResult = {
  text: 'one two three --> four',
  language: 'jw',
  languageProbability: 0.9,
  durationSeconds: 3723.0005,
  segments: [segment(0, 1.5, 'one two'), segment(3722.1, 3723, 'three --> four', 0)],
  model: { name: 'm', version: '1' },
};
const SILENT: TranscriptionResult = { ...SPOKEN, text: '', language: null, segments: [] };

const requestOf = (fields: Record<string, string>, task: AudioRequest['task'] = 'transcribe'): AudioRequest =>
  readAudioRequest(
    new Map(Object.entries({ model: 'whisper-1', ...fields }).map(([key, value]) => [key, [value]])),
    task,
  );

const bodyOf = (result: TranscriptionResult, fields: Record<string, string>, task?: AudioRequest['task']): string =>
  render(result, requestOf(fields, task)).body;

it('renders json and text', () => {
  expect(JSON.parse(bodyOf(SPOKEN, {}))).toEqual({ text: SPOKEN.text, usage: { type: 'duration', seconds: 3724 } });
  expect(bodyOf(SPOKEN, { response_format: 'text' })).toBe('one two three --> four\n');
});

it('renders captions, one cue a segment', () => {
  expect(bodyOf(SPOKEN, { response_format: 'srt' })).toBe(
    '1\n00:00:00,000 --> 00:00:01,500\none two\n\n2\n01:02:02,100 --> 01:02:03,000\nthree -> four\n\n',
  );
  expect(bodyOf(SPOKEN, { response_format: 'vtt' })).toBe(
    'WEBVTT\n\n00:00:00.000 --> 00:00:01.500\none two\n\n01:02:02.100 --> 01:02:03.000\nthree -> four\n\n',
  );
  expect(bodyOf(SILENT, { response_format: 'srt' })).toBe('');
});

it('renders everything that is known', () => {
  const fields = { response_format: 'verbose_json' };
  const verbose = JSON.parse(bodyOf(SPOKEN, fields)) as { segments: object[] };
  expect(verbose).toMatchObject({ task: 'transcribe', language: 'javanese', duration: 3723.0005, text: SPOKEN.text });
  expect(verbose).not.toHaveProperty('words');
  expect(verbose.segments[0]).toEqual({
    id: 0,
    seek: 0,
    start: 0,
    end: 1.5,
    text: ' one two',
    tokens: [50, 7],
    temperature: 0,
    avg_logprob: Math.log(0.5),
    compression_ratio: 1.5,
    no_speech_prob: 0.25,
  });
  // A probability of 0 has no logarithm.
  expect(verbose.segments[1]).toMatchObject({ id: 1, seek: 372210, avg_logprob: Math.log(1e-10) });
  const words = JSON.parse(bodyOf(SPOKEN, { ...fields, 'timestamp_granularities[]': 'word' })) as object;
  expect(words).toMatchObject({ words: [{ word: 'one', start: 0, end: 1.5 }, { word: 'three' }] });
  expect(words).not.toHaveProperty('segments');
  expect(JSON.parse(bodyOf(SPOKEN, fields, 'translate'))).toMatchObject({ task: 'translate', language: 'english' });
  expect(JSON.parse(bodyOf(SILENT, fields))).toMatchObject({ language: '', text: '', segments: [] });
});
