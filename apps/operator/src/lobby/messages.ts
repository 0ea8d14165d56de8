import { LOBBY_MESSAGES } from '@roundgate/locales/all-lobby';
import {
  createTranslator,
  type Language,
  type MessageValues,
  type Translator,
} from '@roundgate/locales/i18n';
import { SandboxFault } from '@roundgate/sandbox/faults';

export { type Language, resolveLanguage } from '@roundgate/locales/i18n';
export { LANGUAGE_NAMES, LANGUAGES } from '@roundgate/locales/languages';
/** A key of the lobby's messages. */
export type MessageKey = keyof typeof LOBBY_MESSAGES.en;
/** Formats a message in the player's language. */
export type Words = (key: MessageKey, values?: MessageValues) => string;

const translators = new Map<Language, Promise<Translator>>();

/** The lobby's words in one language. */
export async function wordsOf(language: Language): Promise<Words> {
  const known =
    translators.get(language) ??
    createTranslator({ language, namespace: 'lobby', resources: LOBBY_MESSAGES, strict: true });
  translators.set(language, known);
  const translator = await known;
  return (key, values) => translator.t(key, values);
}

/** A country's name as the language writes it; a part of it by its code: `CA-ON` → "Canada (ON)". */
export function countryName(country: string, language: Language): string {
  const [code = '', part] = country.split('-');
  const name = new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
  return part ? `${name} (${part})` : name;
}

/** What the sandbox's lists say of planned faults. */
const SANDBOX_KEYS = [
  ...(['debit', 'credit', 'rollback', 'spin', 'void'] as const).map(
    (call) => `sandbox.call.${call}` as const,
  ),
  ...SandboxFault.options.map((fault) => `sandbox.fault.${fault}` as const),
];

/** Messages that the page's script shows; it fills their `{name}` places itself, so they hold no plural. */
const SCRIPT_KEYS = [
  'event.ready',
  'event.balance',
  'event.round-start',
  'event.round-end',
  'event.rg-notice',
  'event.idle',
  'event.shown',
  'event.hidden',
  'event.error',
  'event.exit',
  'refused.market',
  'refused.rg',
  'refused.offline',
  'refused.no_session',
  'refused.other',
  'done.excluded',
  'done.lifted',
  'done.ended',
  'tables.final',
  'sandbox.none',
  'sandbox.rg.no_session',
  ...SANDBOX_KEYS,
] as const satisfies readonly MessageKey[];

const PLACES = ['balance', 'stake', 'win', 'name', 'message', 'code', 'country', 'seconds'];
const keepPlaces: MessageValues = Object.fromEntries(PLACES.map((place) => [place, `{${place}}`]));

/** The script's messages with their places left open. */
export const scriptWords = (words: Words): Record<string, string> =>
  Object.fromEntries(SCRIPT_KEYS.map((key) => [key, words(key, keepPlaces)]));
