/** Names of what a training graph takes and gives beside batch and parameters. `/` keeps them apart from the model's. */
export const lossName = '/loss';
export const gradientNormName = '/gradientNorm';

export function metricName(metric: string): string {
  return `/metric/${metric}`;
}

export function slotName(slot: string, parameter: string): string {
  return `/${slot}/${parameter}`;
}

/** Output that holds the next value of a parameter or slot. */
export function nextName(name: string): string {
  return `/next/${name}`;
}
