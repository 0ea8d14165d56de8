import { EMBED_MESSAGES } from '@roundgate/locales/all-embed';
import { pickLanguage } from '@roundgate/locales/languages';
import type { RoundgateErrorCode } from './types.ts';

// The few words that the element itself must say, before any loader frame is there to say more. Every word is paid for
// by every operator's page, so one sentence stands for all refusals: the event has the code, the loader the long text.
const LANGUAGES = Object.keys(EMBED_MESSAGES) as (keyof typeof EMBED_MESSAGES)[];
const textsOf = (locale: string) => EMBED_MESSAGES[pickLanguage(LANGUAGES, locale) ?? 'en'];

/** What to tell the player when there is no game for this reason. */
export function failureText(locale: string, code: RoundgateErrorCode): string {
  const { failed, refused } = textsOf(locale);
  return code === 'rg_blocked' || code === 'market_refused' ? refused : failed;
}

export const frameTitle = (locale: string): string => textsOf(locale).title;
export const retryText = (locale: string): string => textsOf(locale).retry;
