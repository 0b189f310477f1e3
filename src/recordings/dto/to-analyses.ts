import { plainToInstance } from 'class-transformer';
import { checkStructure } from '../../common/http/check-structure.js';
import { CreateAnalysisRequest } from '../../analyses/dto/create-analysis.dto.js';

/** Form fields are text: `music, transcription` or a JSON array. What is neither is left for validation to refuse. */
function parse(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (text === '') return undefined;
  if (!text.startsWith('[')) return text.split(',').map((kind) => ({ kind: kind.trim() }));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return value;
  }
}

/** The analyses of a form or a JSON body, ready to be validated. */
export function toAnalyses(value: unknown): unknown {
  const analyses = parse(value);
  checkStructure(analyses);
  return Array.isArray(analyses) ? plainToInstance(CreateAnalysisRequest, analyses as unknown[]) : analyses;
}
