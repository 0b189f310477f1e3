import { isMultilingual, type WhisperConfiguration, type WhisperTask } from '../model/whisper-configuration.js';
import { UnknownLanguageError } from '../model/unknown-language-error.js';

export interface PromptParts {
  /** Null for a model of one language. */
  readonly language: string | null;
  readonly task: WhisperTask;
  /** Tokens of text that came before, or that shows names and style; the last ones count. */
  readonly previous: readonly number[];
}

/** What the decoder is fed before it speaks. */
export interface Prompt {
  readonly tokens: readonly number[];
  /** Place of the token that starts the transcript: what follows it tells whether anybody speaks. */
  readonly start: number;
}

/**
 * `<|startofprev|> previous … <|startoftranscript|> <|language|> <|task|>`, as far as the model has these.
 * @throws UnprocessableError when the model does not know the language
 */
export function makePrompt(configuration: WhisperConfiguration, { language, task, previous }: PromptParts): Prompt {
  const { tokens, languages, tasks, maxTokens } = configuration;
  // Half of what the decoder takes, less one, is for the past.
  const most = Math.floor(maxTokens / 2) - 1;
  const past =
    tokens.startOfPrevious === undefined || previous.length === 0
      ? []
      : [tokens.startOfPrevious, ...previous.slice(-most)];
  const steering = [tokens.startOfTranscript];
  if (isMultilingual(configuration) && language !== null) {
    steering.push(languages.get(language) ?? refuseLanguage(configuration, language));
  }
  const taskToken = tasks.get(task);
  if (taskToken !== undefined) steering.push(taskToken);
  return { tokens: [...past, ...steering], start: past.length };
}

/** @throws UnknownLanguageError always, naming the languages of the model */
export function refuseLanguage({ languages }: Pick<WhisperConfiguration, 'languages'>, language: string): never {
  throw new UnknownLanguageError(
    `The model does not know the language "${language}"; it knows ${[...languages.keys()].sort().join(', ')}.`,
  );
}
