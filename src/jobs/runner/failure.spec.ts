import { InvalidRequestError, UnavailableError, UnprocessableError } from '../../common/errors/errors.js';
import { WaitingForModelError } from '../job-errors.js';
import { toFailure } from './failure.js';

describe('toFailure', () => {
  it.each([
    ['what the input is to blame for', new UnprocessableError('undecodable-audio', 'No audio.'), 'final', false],
    ['what may pass', new UnavailableError('busy', 'Busy.'), 'retry', false],
    ['a missing model', new WaitingForModelError('Run: earshot models pull m'), 'wait', false],
    ['a full disk', Object.assign(new Error('write'), { code: 'ENOSPC' }), 'retry', false],
    ['a defect', new TypeError('x is undefined'), 'retry', true],
    ['something that is no error', 'text', 'retry', true],
    ['nothing', undefined, 'retry', true],
  ])('says what %s means', (_what, thrown, consequence, isDefect) => {
    expect(toFailure(thrown)).toMatchObject({ consequence, isDefect });
  });

  it('keeps the code, the message and the fields of a known failure', () => {
    expect(toFailure(InvalidRequestError.forField('options.a', 'must be 1')).error).toEqual({
      code: 'invalid-request',
      message: 'options.a: must be 1',
      errors: [{ field: 'options.a', message: 'must be 1' }],
    });
  });

  it('keeps what a job waits for', () => {
    const waitingFor = { task: 'transcription', model: null };
    expect(toFailure(new WaitingForModelError('Run it.', waitingFor)).error).toMatchObject({ waitingFor });
  });

  it('tells nothing of a defect', () => {
    expect(JSON.stringify(toFailure(new Error('/etc/secret')).error)).not.toContain('secret');
  });
});
