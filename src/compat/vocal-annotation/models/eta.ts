/** What clients show where no time is known. */
export const NO_ETA = '--:--:--';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Seconds as HH:MM:SS; hours go on beyond 99. */
export function formatEta(seconds: number | null): string {
  if (seconds === null) return NO_ETA;
  const whole = Math.max(0, Math.round(seconds));
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map(twoDigits).join(':');
}
