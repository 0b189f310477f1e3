import { ApiExtraModels } from '@nestjs/swagger';

/** How much audio it was. */
export class AudioUsage {
  /** Always `duration`. */
  type: string;
  /** Begun seconds. */
  seconds: number;
}

/** The answer of the format `json`. */
export class OpenaiTranscription {
  text: string;
  usage: AudioUsage;
}

export class OpenaiSegment {
  id: number;
  /** Where in the audio it was looked for, in hundredths of a second. */
  seek: number;
  /** Seconds. */
  start: number;
  end: number;
  text: string;
  /** Of the text, by the vocabulary of the model that wrote it; without timestamps. */
  tokens: number[];
  temperature: number;
  /** Mean natural logarithm of the probabilities of the tokens. */
  avg_logprob: number;
  compression_ratio: number;
  no_speech_prob: number;
}

export class OpenaiWord {
  word: string;
  /** Seconds. */
  start: number;
  end: number;
}

/** The answer of the format `verbose_json`. */
@ApiExtraModels(OpenaiTranscription)
export class OpenaiVerboseTranscription extends OpenaiTranscription {
  /** `transcribe` or `translate`. */
  task: string;
  /** English name, in lower case; of a translation `english`. Empty where nobody speaks. */
  language: string;
  /** Seconds. */
  duration: number;
  words?: OpenaiWord[];
  segments?: OpenaiSegment[];
}
