import { TONE_CONFIGURATION } from '../../../test/support/tone-whisper.js';
import { UnprocessableError } from '../../common/errors/errors.js';
import type { DecoderStep, WhisperNetwork } from '../../inference/whisper/network/whisper-network.js';
import { LanguageChoice } from './language-choice.js';

const { languages, vocabularySize } = TONE_CONFIGURATION;
const heard = { data: new Float32Array(0), shape: [0] };

/** Hears English with these probabilities, one window after the other. */
function network(...english: readonly number[]) {
  let windows = 0;
  const feed = (): Promise<DecoderStep> => {
    const logits = new Float32Array(vocabularySize);
    const probability = english[windows++];
    logits[languages.get('en')!] = Math.log(probability);
    logits[languages.get('de')!] = Math.log(1 - probability);
    return Promise.resolve({ logits, attention: [] });
  };
  return { startDecoding: () => ({ feed }), count: () => windows } as unknown as WhisperNetwork & {
    count: () => number;
  };
}

describe('LanguageChoice', () => {
  it('takes the language that is given, whatever its region', async () => {
    const choice = new LanguageChoice(TONE_CONFIGURATION, 'DE-at');
    expect(await choice.choose(network(), heard)).toBe('de');
    expect(choice.probability).toBeNull();
  });

  it('detects it once where that is sure', async () => {
    const choice = new LanguageChoice(TONE_CONFIGURATION, undefined);
    expect(choice.language).toBeNull();
    const hearing = network(0.9, 0.1);
    expect(await choice.choose(hearing, heard)).toBe('en');
    expect(await choice.choose(hearing, heard)).toBe('en');
    expect(hearing.count()).toBe(1);
    expect(choice.probability).toBeCloseTo(0.9, 5);
  });

  it('names what it knows when it does not know a language', () => {
    const klingon = (): unknown => new LanguageChoice(TONE_CONFIGURATION, 'tlh');
    expect(klingon).toThrow(UnprocessableError);
    expect(klingon).toThrow('does not know the language "tlh"; it knows de, en.');
  });

  it('knows English only where the model has no languages', async () => {
    const english = { ...TONE_CONFIGURATION, languages: new Map<string, number>() };
    expect(await new LanguageChoice(english, undefined).choose(network(), heard)).toBe('en');
    expect(await new LanguageChoice(english, 'en-GB').choose(network(), heard)).toBe('en');
    const german = (): unknown => new LanguageChoice(english, 'de');
    expect(german).toThrow(UnprocessableError);
    expect(german).toThrow('knows English only, not "de"');
  });
});
