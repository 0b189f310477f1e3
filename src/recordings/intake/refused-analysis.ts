import { InvalidRequestError } from '../../common/errors/errors.js';

/** What is wrong with one of the analyses that a recording was sent with, told of the field that the sender knows: `analyses.0.kind`. */
export function refusedAnalysis<Refusal>(refusal: Refusal, index: number): Refusal | InvalidRequestError {
  if (!(refusal instanceof InvalidRequestError)) return refusal;
  const errors = refusal.errors?.map((each) => ({ ...each, field: `analyses.${index}.${each.field}` }));
  return new InvalidRequestError(`analyses.${index}: ${refusal.message}`, errors);
}
