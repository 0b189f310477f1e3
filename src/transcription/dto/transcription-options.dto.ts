import { IsBoolean, IsIn, IsInt, IsNumber, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { WHISPER_TASKS, type WhisperTask } from '../../inference/whisper/model/whisper-configuration.js';
import { KeywordOptions } from '../keywords/dto/keyword-options.dto.js';

/** How to write down what is said, and what to look for in it. The model is chosen by `model` of the analysis. */
export class TranscriptionOptions extends KeywordOptions {
  /** Language that is spoken, as `en` or `pt-BR`; without it, it is detected. Models that do not know it name those that they know. */
  @IsOptional()
  @Matches(/^[A-Za-z]{2,4}([-_][A-Za-z0-9]{2,8})*$/, { message: '$property must be a language code, as en or pt-BR' })
  @MaxLength(35)
  language?: string;

  /** `transcribe` writes in the language that is spoken, `translate` in English. */
  @IsIn(WHISPER_TASKS)
  task: WhisperTask = 'transcribe';

  /** Whether segments hold their words with times and confidences. */
  @IsBoolean()
  wordTimestamps: boolean = true;

  /** Text that shows the model names, spelling and style; its last 200 or so words count. */
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  prompt?: string;

  /** Channel to listen to, counted from 0; without it the mean of all channels. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(63)
  channel?: number;

  /** Lowest sampling temperature. 0 is the likeliest text; where that repeats itself or is guessed, higher ones are tried up to 1. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  temperature?: number = 0;

  /**
   * Whether to leave sounds out in which nobody speaks: music, animals, machines, of which speech models invent words. With `false`, the model listens to
   * every sound, which is what singing needs.
   */
  @IsBoolean()
  skipNonSpeech: boolean = true;

  /** Whether to judge the sentiment of the whole and of each segment. */
  @IsBoolean()
  sentiment: boolean = false;
}
