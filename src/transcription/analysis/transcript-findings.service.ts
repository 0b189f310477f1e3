import { Injectable } from '@nestjs/common';
import type { Principal } from '../../common/principal/principal.js';
import { SentimentService } from '../../sentiment/sentiment.service.js';
import type { TranscriptionOptions } from '../dto/transcription-options.dto.js';
import type { TranscriptionResult } from '../dto/transcription-result.dto.js';
import { KeywordsService } from '../keywords/keywords.service.js';
import type { TranscribedAudio } from '../transcriber/transcribe-audio.js';
import { toResult } from './to-result.js';

const HITS_LEFT_OUT = 'Keywords were found in more places than "hits" has room for; "count" is complete.';

/** Looks for keywords in a transcript and judges its sentiment, as far as the options ask for it. */
@Injectable()
export class TranscriptFindings {
  constructor(
    private readonly keywords: KeywordsService,
    private readonly sentiment: SentimentService,
  ) {}

  /** @throws what the two services throw, or the signal's reason */
  async addTo(
    transcript: TranscribedAudio,
    options: TranscriptionOptions,
    caller: Principal,
    signal: AbortSignal,
  ): Promise<TranscriptionResult> {
    const result = toResult(transcript);
    const { keywords, isTruncated } = await this.keywords.find(transcript, options, signal);
    const found = { ...result, keywords, warnings: [...result.warnings, ...(isTruncated ? [HITS_LEFT_OUT] : [])] };
    return options.sentiment ? this.judge(found, caller, signal) : found;
  }

  private async judge(
    result: TranscriptionResult,
    caller: Principal,
    signal: AbortSignal,
  ): Promise<TranscriptionResult> {
    const { overall, segments, model } = await this.sentiment.ofTranscript(caller, result, { signal });
    const isForeign = result.language !== null && result.language !== 'en';
    const warning = `Sentiment was judged by ${model.name}, which learnt from English; the language is "${result.language}".`;
    return {
      ...result,
      segments: result.segments.map((segment, index) => ({ ...segment, sentiment: segments[index].scores })),
      sentiment: overall,
      sentimentModel: model,
      warnings: isForeign ? [...result.warnings, warning] : result.warnings,
    };
  }
}
