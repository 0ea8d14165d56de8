import {
  createTranslator,
  LANGUAGES,
  type Language,
  type MessageValues,
  type Translator,
} from '@roundgate/locales/i18n';
import { SandboxFault } from '@roundgate/sandbox/faults';
import de from '../../../../locales/de/lobby.json';
import en from '../../../../locales/en/lobby.json';
import es from '../../../../locales/es/lobby.json';
import hi from '../../../../locales/hi/lobby.json';
import uk from '../../../../locales/uk/lobby.json';

export { type Language, resolveLanguage } from '@roundgate/locales/i18n';
/** A key of the lobby's messages. */
export type MessageKey = keyof typeof en;
/** Formats a message in the player's language. */
export type Words = (key: MessageKey, values?: MessageValues) => string;

export const languages = LANGUAGES;

const resources = { en, de, uk, hi, es };
const translators = new Map<Language, Promise<Translator>>();

/** The lobby's words in one language. */
export async function wordsOf(language: Language): Promise<Words> {
  const known =
    translators.get(language) ?? createTranslator({ language, namespace: 'lobby', resources, strict: true });
  translators.set(language, known);
  const translator = await known;
  return (key, values) => translator.t(key, values);
}

/** Each language by its own name, for the language switch. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  uk: 'Українська',
  hi: 'हिन्दी',
  es: 'Español',
};

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
  'sandbox.none',
  'sandbox.rg.no_session',
  ...SANDBOX_KEYS,
] as const satisfies readonly MessageKey[];

const PLACES = ['balance', 'stake', 'win', 'name', 'message', 'code', 'country', 'seconds'];
const keepPlaces: MessageValues = Object.fromEntries(PLACES.map((place) => [place, `{${place}}`]));

/** The script's messages with their places left open. */
export const scriptWords = (words: Words): Record<string, string> =>
  Object.fromEntries(SCRIPT_KEYS.map((key) => [key, words(key, keepPlaces)]));
