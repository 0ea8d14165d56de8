import type { RoundgateErrorCode } from './types.ts';

/**
 * The few words that the element itself must say, before any loader frame is there to say more. Every word is paid for
 * by every operator's page, so one sentence stands for all refusals: the event has the code, the loader the long text.
 */
const TEXTS: Readonly<
  Record<string, readonly [failed: string, refused: string, title: string, retry: string]>
> = {
  en: ['The game could not be loaded.', 'This game is not available to you.', 'Game', 'Try again'],
  de: [
    'Das Spiel konnte nicht geladen werden.',
    'Dieses Spiel ist für Sie nicht verfügbar.',
    'Spiel',
    'Erneut versuchen',
  ],
  uk: ['Не вдалося завантажити гру.', 'Ця гра для вас недоступна.', 'Гра', 'Спробувати ще раз'],
  hi: ['गेम लोड नहीं हो सका।', 'यह गेम आपके लिए उपलब्ध नहीं है।', 'गेम', 'फिर कोशिश करें'],
  es: [
    'No se pudo cargar el juego.',
    'Este juego no está disponible para usted.',
    'Juego',
    'Intentar de nuevo',
  ],
};

const textsOf = (locale: string) => TEXTS[locale.toLowerCase().split('-')[0] ?? ''] ?? TEXTS.en ?? [];

/** What to tell the player when there is no game for this reason. */
export function failureText(locale: string, code: RoundgateErrorCode): string {
  const [failed = '', refused = ''] = textsOf(locale);
  return code === 'rg_blocked' || code === 'market_refused' ? refused : failed;
}

export const frameTitle = (locale: string): string => textsOf(locale)[2] ?? 'Game';
export const retryText = (locale: string): string => textsOf(locale)[3] ?? 'Try again';
