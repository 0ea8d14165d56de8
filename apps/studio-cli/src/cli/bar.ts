const WIDTH = 24;

/** A bar for a share from 0 to 1. */
export function bar(share: number): string {
  const filled = Math.floor(Math.min(1, Math.max(0, share)) * WIDTH);
  return '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
}

/** Seconds as minutes and seconds: 0:07, 12:30. */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, '0')}`;
