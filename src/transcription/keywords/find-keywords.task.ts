import type { ComputeTask } from '../../compute/compute-task.js';
import type { Transcript } from '../transcript.js';
import type { KeywordOptions } from './dto/keyword-options.dto.js';
import { findKeywords, type FoundKeywords } from './find-keywords.js';

export interface FindKeywordsInput {
  readonly transcript: Transcript;
  readonly options: KeywordOptions;
}

const findKeywordsTask: ComputeTask<FindKeywordsInput, FoundKeywords> = ({ transcript, options }) =>
  findKeywords(transcript, options);
export default findKeywordsTask;
