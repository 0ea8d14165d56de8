const pad = (value: number): string => String(value).padStart(2, '0');

/** `hh:mm:ss`, as a session clock is to be shown; hours go on past 24. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(pad).join(':');
}

/** `m:ss` to a moment, rounded up, so that zero means now. */
export function countdownText(untilMs: number, nowMs: number): string {
  const seconds = Math.max(0, Math.ceil((untilMs - nowMs) / 1000));
  const minutes = `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`;
  return seconds < 3600 ? minutes : clockText(seconds * 1000);
}
