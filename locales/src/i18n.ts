import { createInstance, type i18n } from 'i18next';
import ICU from 'i18next-icu';
import { IntlMessageFormat } from 'intl-messageformat';
import { type Language, SOURCE_LANGUAGE } from './languages.ts';
import { type FlatMessages, flattenMessages, type MessageTree } from './messages.ts';
import type { MessageValues } from './mini.ts';

export { formattingLocale, isLanguage, LANGUAGES, type Language, resolveLanguage } from './languages.ts';
export type { MessageTree } from './messages.ts';
export type { MessageValues } from './mini.ts';

/** The messages of one language, or how to fetch them when the language is chosen. */
export type MessageSource = MessageTree | (() => Promise<MessageTree>);

/** What {@link createTranslator} needs. */
export interface TranslatorOptions {
  readonly language: Language;
  readonly namespace: string;
  readonly resources: { readonly [L in Language]?: MessageSource };
  /** Missing keys and languages throw, and every message of a language is parsed when it is chosen. Default false. */
  readonly strict?: boolean;
}

/** Formats the messages of one namespace in a language that can change at any time. */
export interface Translator {
  readonly language: Language;
  /** Formats a message; throws {@link MessageError} on broken ICU or a missing value. */
  t(key: string, values?: MessageValues): string;
  /** Switches the language once its messages are there; listeners are called afterwards. */
  setLanguage(language: Language): Promise<void>;
  /** Calls `listener` after each switch; the returned function ends that. */
  onChange(listener: (language: Language) => void): () => void;
}

/** A message that cannot be shown: broken, missing, or called without a value. */
export class MessageError extends Error {
  readonly code = 'MESSAGE';
}

const describe = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));

async function readSource(source: MessageSource): Promise<FlatMessages> {
  return flattenMessages(typeof source === 'function' ? await source() : source);
}

function parseAll(messages: FlatMessages, language: Language, namespace: string): void {
  for (const [key, message] of Object.entries(messages)) {
    try {
      new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
    } catch (cause) {
      throw new MessageError(`${language}/${namespace} "${key}" is not valid ICU: ${describe(cause)}`, {
        cause,
      });
    }
  }
}

async function createEngine(namespace: string): Promise<i18n> {
  const engine = createInstance();
  // i18next-icu shows the raw message when one is broken; a broken message must be loud.
  const parseErrorHandler = (cause: Error, key: string): string => {
    throw new MessageError(`${engine.language}/${namespace} "${key}": ${describe(cause)}`, { cause });
  };
  await engine.use(new ICU({ parseErrorHandler })).init({
    lng: SOURCE_LANGUAGE,
    fallbackLng: SOURCE_LANGUAGE,
    ns: [namespace],
    defaultNS: namespace,
    resources: {},
    keySeparator: false,
    nsSeparator: false,
    returnNull: false,
    interpolation: { escapeValue: false },
  });
  return engine;
}

/** Makes a {@link Translator} over i18next with ICU messages (spec L1). */
export async function createTranslator(options: TranslatorOptions): Promise<Translator> {
  const { namespace, resources, strict = false } = options;
  const engine = await createEngine(namespace);
  const listeners = new Set<(language: Language) => void>();
  let current = options.language;
  let newestSwitch = 0;

  const load = async (language: Language): Promise<void> => {
    if (engine.hasResourceBundle(language, namespace)) return;
    const source = resources[language];
    if (!source) {
      if (strict) throw new MessageError(`there are no messages for ${language}/${namespace}`);
      return;
    }
    const messages = await readSource(source);
    if (strict) parseAll(messages, language, namespace);
    engine.addResourceBundle(language, namespace, messages);
  };

  const select = async (language: Language): Promise<boolean> => {
    newestSwitch += 1;
    const mine = newestSwitch;
    await load(language);
    if (!strict) await load(SOURCE_LANGUAGE);
    // A slow download must not undo a later choice.
    if (mine !== newestSwitch) return false;
    await engine.changeLanguage(language);
    current = language;
    return true;
  };

  await select(current);
  return {
    get language() {
      return current;
    },
    t(key, values = {}) {
      const known = engine.getResource(current, namespace, key) !== undefined;
      if (!known && strict) throw new MessageError(`${current}/${namespace} has no "${key}"`);
      return known || engine.exists(key) ? engine.t(key, { ...values }) : key;
    },
    async setLanguage(language) {
      if (await select(language)) for (const listener of listeners) listener(language);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
