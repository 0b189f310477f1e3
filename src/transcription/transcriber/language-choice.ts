import { detectLanguage } from '../../inference/whisper/decoding/detect-language.js';
import { refuseLanguage } from '../../inference/whisper/decoding/prompt.js';
import { UnknownLanguageError } from '../../inference/whisper/model/unknown-language-error.js';
import { isMultilingual, type WhisperConfiguration } from '../../inference/whisper/model/whisper-configuration.js';
import type { WhisperNetwork } from '../../inference/whisper/network/whisper-network.js';
import type { TensorData } from '../../training/graph/tensor-data.js';

/** So sure must a detection be to hold for the rest of the recording … */
const SURE = 0.5;
/** … or else the mean of so many windows decides. */
const MOST_WINDOWS = 5;
/** The language of models that know one. */
const ONLY_LANGUAGE = 'en';

/** Which language a recording is decoded in: the one that was given, the model's only one, or what its first windows sound like. */
export class LanguageChoice {
  private readonly sums = new Map<string, number>();
  private windows = 0;
  private readonly given: string | null;

  /**
   * @param given see {@link givenLanguage}
   * @throws UnprocessableError when the model does not know it
   */
  constructor(
    private readonly configuration: WhisperConfiguration,
    given: string | undefined,
  ) {
    this.given = givenLanguage(configuration, given);
  }

  /** The language to decode a window in. */
  async choose(network: WhisperNetwork, heard: TensorData): Promise<string> {
    if (this.given !== null) return this.given;
    const isSure = (this.probability ?? 0) >= SURE || this.windows >= MOST_WINDOWS;
    if (!isSure) {
      this.windows++;
      for (const [code, probability] of await detectLanguage(network, heard, this.configuration)) {
        this.sums.set(code, (this.sums.get(code) ?? 0) + probability);
      }
    }
    return this.language!;
  }

  /** Null until something was heard. */
  get language(): string | null {
    return this.given ?? this.best()?.[0] ?? null;
  }

  /** Of the language that was detected, 0 to 1; null where none was. */
  get probability(): number | null {
    const best = this.best();
    return best === undefined ? null : best[1] / this.windows;
  }

  private best(): [string, number] | undefined {
    return [...this.sums].reduce<[string, number] | undefined>(
      (best, entry) => (best && best[1] >= entry[1] ? best : entry),
      undefined,
    );
  }
}

/**
 * @param given a code such as `en` or `pt-BR`, of which the first part counts
 * @returns its first part, or the only language that the model knows; null where it is to be detected
 * @throws UnprocessableError when the model does not know it
 */
export function givenLanguage(
  model: Pick<WhisperConfiguration, 'languages'>,
  given: string | null | undefined,
): string | null {
  const code = (given ?? null) === null ? null : given!.toLowerCase().split(/[-_]/, 1)[0];
  if (isMultilingual(model)) {
    if (code !== null && !model.languages.has(code)) refuseLanguage(model, code);
    return code;
  }
  if (code !== null && code !== ONLY_LANGUAGE) refuseOther(code);
  return ONLY_LANGUAGE;
}

function refuseOther(language: string): never {
  throw new UnknownLanguageError(
    `The model knows English only, not "${language}": leave the language out, or choose a model of many languages.`,
  );
}
