import { readBytes } from '../build/read-json.ts';
import type { OptionSpec } from '../cli/command.ts';
import { misused, refused } from '../cli/failure.ts';
import { isLoopbackName } from './http.ts';

/** Where requests go and with which key they are signed. */
export interface EdgeAccess {
  readonly edge: URL;
  readonly keyId: string;
  readonly secret: string;
}

/** The options that every command with a network shares. */
export const EDGE_OPTIONS = {
  edge: { value: 'URL', help: 'origin of the edge, such as https://edge.example', required: true },
  'key-id': { value: 'ID', help: 'id of the request signing key', required: true },
  'secret-file': { value: 'FILE', help: 'file that holds the secret of that key, or' },
  'secret-env': { value: 'NAME', help: 'environment variable that holds it' },
} as const satisfies Record<string, OptionSpec>;

const isLocal = ({ hostname }: URL) => isLoopbackName(hostname) || ['127.0.0.1', '[::1]'].includes(hostname);

/** An edge by its origin; plain http is for this machine only. */
export function readEdge(text: string): URL {
  const wrong = (what: string) => misused('--edge', what, 'give an origin such as https://edge.example');
  if (!URL.canParse(text)) throw wrong(`"${text}" is not an address`);
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal(url)))
    throw wrong(`${text} is not https; plain http is for this machine only`);
  if (url.username || url.password || url.search || url.hash || url.pathname !== '/')
    throw wrong(`${text} is more than an origin`);
  return url;
}

function readSecret(file: string | undefined, name: string | undefined, env: Env): string {
  const where = '--secret-file, --secret-env';
  if ((file === undefined) === (name === undefined))
    throw misused(where, 'exactly one of the two is needed', 'name a file or an environment variable');
  const mend = 'put the secret of the signing key there';
  const secret = file === undefined ? env[name ?? ''] : Buffer.from(readBytes(file, mend)).toString('utf8');
  if (!secret?.trim()) throw refused(file ?? `$${name}`, 'holds no secret', mend);
  return secret.trim();
}

type Env = Readonly<Record<string, string | undefined>>;

interface EdgeValues {
  readonly edge: string;
  readonly 'key-id': string;
  readonly 'secret-file': string | undefined;
  readonly 'secret-env': string | undefined;
}

/** Reads the shared options; the secret never comes from the command line itself, where others could see it. */
export function readAccess(values: EdgeValues, env: Env): EdgeAccess {
  return {
    edge: readEdge(values.edge),
    keyId: values['key-id'],
    secret: readSecret(values['secret-file'], values['secret-env'], env),
  };
}
