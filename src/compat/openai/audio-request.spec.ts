import type { ApplicationError } from '../../common/errors/application-error.js';
import { type AudioTask, readAudioRequest } from './audio-request.js';

const read = (fields: Record<string, string | string[]>, task: AudioTask = 'transcribe') =>
  readAudioRequest(new Map(Object.entries(fields).map(([name, value]) => [name, [value].flat()])), task);

function refusedField(fields: Record<string, string | string[]>, task?: AudioTask): string | undefined {
  try {
    read(fields, task);
    return undefined;
  } catch (error) {
    return (error as ApplicationError).errors?.[0].field;
  }
}

it('has the defaults of OpenAI', () => {
  expect(read({ model: 'whisper-1', language: '', prompt: '' })).toEqual({
    task: 'transcribe',
    model: 'whisper-1',
    language: undefined,
    prompt: undefined,
    temperature: undefined,
    format: 'json',
    granularities: ['segment'],
    isStream: false,
    isKept: false,
  });
});

it('reads everything that can be sent', () => {
  const fields = {
    model: 'whisper-1',
    language: 'DE',
    prompt: 'names',
    temperature: '0.2',
    response_format: 'verbose_json',
    'timestamp_granularities[]': ['word', 'segment'],
    keep: 'true',
    chunking_strategy: 'auto',
  };
  expect(read(fields)).toMatchObject({
    language: 'de',
    prompt: 'names',
    temperature: 0.2,
    format: 'verbose_json',
    granularities: ['word', 'segment'],
    isKept: true,
  });
  expect(read({ ...fields, stream: 'true', 'timestamp_granularities[]': ['word'] }, 'translate')).toMatchObject({
    language: undefined,
    granularities: ['segment'],
    isStream: false,
  });
});

it.each([
  [{}, 'model'],
  [{ model: ' ' }, 'model'],
  [{ temperature: '1.01' }, 'temperature'],
  [{ temperature: '-0.1' }, 'temperature'],
  [{ temperature: 'warm' }, 'temperature'],
  [{ response_format: 'xml' }, 'response_format'],
  [{ response_format: 'srt', stream: 'true' }, 'response_format'],
  [{ stream: 'maybe' }, 'stream'],
  [{ 'timestamp_granularities[]': ['letter'], response_format: 'verbose_json' }, 'timestamp_granularities'],
  [{ 'timestamp_granularities[]': ['word'] }, 'timestamp_granularities'],
])('refuses %j because of %s', (fields, field) => {
  expect(refusedField(field === 'model' ? fields : { model: 'whisper-1', ...fields })).toBe(field);
});
