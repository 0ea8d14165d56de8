import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { checkNamespace } from './check/check-locales.ts';
import { readMessages } from './check/read-file.ts';
import { formatFinding } from './check.ts';
import { compileNamespace } from './compile.ts';
import { isLanguage, LANGUAGES } from './languages.ts';
import type { CompiledMessages } from './mini.ts';

/** What {@link compiledMessages} needs. */
export interface CompiledMessagesOptions {
  /** One namespace, or several: `loader`, `game`, `lobby`. */
  readonly namespace: string | readonly string[];
  /** The folder that holds the language folders. Default: this package. */
  readonly root?: string;
}

const PREFIX = 'virtual:roundgate-messages/';

/** Reads and compiles one namespace in one language; throws with file and key. */
export function loadCompiled(root: string, namespace: string, language: string): CompiledMessages {
  const file = `${language}/${namespace}.json`;
  if (!isLanguage(language))
    throw new Error(`there is no language "${language}"; there are ${LANGUAGES.join(', ')}`);
  if (!existsSync(join(root, file))) throw new Error(`${file} is missing from the locales`);
  const { messages, findings } = readMessages(root, file);
  if (!messages) throw new Error(findings.map(formatFinding).join('\n'));
  return compileNamespace(messages, language);
}

/**
 * Vite plugin: `virtual:roundgate-messages/<namespace>/<language>` default-exports the compiled messages, for
 * `@roundgate/locales/mini`. A build stops at the first missing or broken message of the namespace in any language
 * (spec L1); a dev server prints the findings and goes on.
 */
export function compiledMessages(options: CompiledMessagesOptions): Plugin {
  const root = resolve(options.root ?? resolve(import.meta.dirname, '..'));
  const known = typeof options.namespace === 'string' ? [options.namespace] : options.namespace;
  let building = true;
  return {
    name: 'roundgate-messages',
    configResolved(config) {
      building = config.command === 'build';
    },
    buildStart() {
      const findings = known.flatMap((namespace) => checkNamespace(root, namespace));
      const errors = findings.filter(({ level }) => level === 'error').map(formatFinding);
      if (errors.length === 0) return;
      const text = `${errors.length} messages are missing or broken\n${errors.join('\n')}`;
      if (building) this.error(text);
      this.warn(text);
    },
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const [namespace = '', language = ''] = id.slice(PREFIX.length + 1).split('/');
      if (!known.includes(namespace))
        this.error(`compiledMessages was not given the namespace "${namespace}", only ${known.join(', ')}`);
      this.addWatchFile(join(root, language, `${namespace}.json`));
      return `export default ${JSON.stringify(loadCompiled(root, namespace, language))};`;
    },
  };
}
