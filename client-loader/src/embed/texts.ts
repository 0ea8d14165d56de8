/** The few words that the element itself must say, before any loader frame is there to say more. */
const TEXTS: Readonly<
  Record<string, readonly [failed: string, refused: string, blocked: string, title: string]>
> = {
  en: [
    'The game could not be loaded. Your money is safe. Please try again later.',
    'This game is not available in your country.',
    'Play is blocked for you.',
    'Game',
  ],
  de: [
    'Das Spiel konnte nicht geladen werden. Ihr Geld ist sicher. Bitte versuchen Sie es später erneut.',
    'Dieses Spiel ist in Ihrem Land nicht verfügbar.',
    'Sie sind für das Spiel gesperrt.',
    'Spiel',
  ],
  uk: [
    'Не вдалося завантажити гру. Ваші гроші в безпеці. Спробуйте пізніше.',
    'Ця гра недоступна у вашій країні.',
    'Гру для вас заблоковано.',
    'Гра',
  ],
  hi: [
    'गेम लोड नहीं हो सका। आपका पैसा सुरक्षित है। कृपया बाद में फिर कोशिश करें।',
    'यह गेम आपके देश में उपलब्ध नहीं है।',
    'आपके लिए खेलना बंद है।',
    'गेम',
  ],
  es: [
    'No se pudo cargar el juego. Su dinero está a salvo. Inténtelo más tarde.',
    'Este juego no está disponible en su país.',
    'El juego está bloqueado para usted.',
    'Juego',
  ],
};

const MARKET = ['MARKET_NOT_CERTIFIED', 'MARKET_RULES_UNKNOWN', 'CURRENCY_NOT_ALLOWED'];
const textsOf = (locale: string) => TEXTS[locale.toLowerCase().split('-')[0] ?? ''] ?? TEXTS.en ?? [];

/** What to tell the player when a launch failed with this problem code. */
export function failureText(locale: string, problem: string | null): string {
  const [failed = '', refused = '', blocked = ''] = textsOf(locale);
  if (problem && MARKET.includes(problem)) return refused;
  return problem === 'RG_BLOCKED' ? blocked : failed;
}

export const frameTitle = (locale: string): string => textsOf(locale)[3] ?? 'Game';
