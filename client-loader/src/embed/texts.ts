import { EMBED_MESSAGES } from '@roundgate/locales/all-embed';
import { resolveLanguage } from '@roundgate/locales/languages';

const MARKET = ['MARKET_NOT_CERTIFIED', 'MARKET_RULES_UNKNOWN', 'CURRENCY_NOT_ALLOWED'];

/** What to tell the player when a launch failed with this problem code. */
export function failureText(locale: string, problem: string | null): string {
  const { failed, refused, blocked } = EMBED_MESSAGES[resolveLanguage(locale)];
  if (problem && MARKET.includes(problem)) return refused;
  return problem === 'RG_BLOCKED' ? blocked : failed;
}

export const frameTitle = (locale: string): string => EMBED_MESSAGES[resolveLanguage(locale)].title;
