import { misused } from '../cli/failure.ts';

const MAX_DAYS = 366;

/** A whole number of days from 1 on. */
export function readDays(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > MAX_DAYS)
    throw misused(
      '--days',
      `"${text}" is not a number of days up to ${MAX_DAYS}`,
      `such as --days ${otherwise}`,
    );
  return Number(text);
}

/** A version, a whole number from 1 on. */
export function readVersion(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw misused('--version', `"${text}" is not a whole number from 1 on`, 'such as --version 2');
  return Number(text);
}
