import { Injectable } from '@nestjs/common';
import { ComputePool } from '../../compute/compute-pool.js';
import type { Transcript } from '../transcript.js';
import type { KeywordOptions } from './dto/keyword-options.dto.js';
import type { FindKeywordsInput } from './find-keywords.task.js';
import type { FoundKeywords } from './find-keywords.js';

const TASK = new URL('./find-keywords.task.js', import.meta.url);

/** Finds keywords on compute threads: hours of speech and thousands of keywords take a while. */
@Injectable()
export class KeywordsService {
  constructor(private readonly compute: ComputePool) {}

  /** See `findKeywords`. @throws the signal's reason after an abort */
  async find(transcript: Transcript, options: KeywordOptions, signal?: AbortSignal): Promise<FoundKeywords> {
    if (options.keywords.length === 0) return { keywords: [], isTruncated: false };
    const { keywords, stemKeywords, foldKeywordAccents } = options;
    const input = { transcript, options: { keywords, stemKeywords, foldKeywordAccents } };
    return this.compute.run<FindKeywordsInput, FoundKeywords>(TASK, input, { signal });
  }
}
