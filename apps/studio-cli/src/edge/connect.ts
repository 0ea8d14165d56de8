import type { OptionValues } from '../cli/command.ts';
import type { Terminal } from '../cli/terminal.ts';
import { createEdgeClient, type EdgeCall, type EdgeClient } from './client.ts';
import { type EDGE_OPTIONS, readAccess } from './credentials.ts';

/** A client for a command of one or a few calls: what fails on the way is told on stderr, and nothing beside `--json`. */
export function connect(
  options: OptionValues<typeof EDGE_OPTIONS>,
  terminal: Terminal,
  json: boolean,
): EdgeClient {
  const note = (text: string): void => {
    if (!json) terminal.err(`${text}\n`);
  };
  return createEdgeClient(readAccess(options, terminal.env), terminal, note);
}

/** The part of an operation of the contract that a call is made from. */
type CalledOperation<T> = Pick<EdgeCall<T>, 'method' | 'path' | 'response'>;

/** What goes into a call. Bytes are sent as they are, anything else as JSON. */
export interface CallInput {
  readonly label: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

function pathOf(template: string, { params = {}, query = {} }: CallInput): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}

/** Makes the call of an operation of the contract. */
export function callOf<T>(operation: CalledOperation<T>, input: CallInput): EdgeCall<T> {
  const { label, body } = input;
  const isBytes = body instanceof Uint8Array;
  return {
    label,
    method: operation.method,
    path: pathOf(operation.path, input),
    body: isBytes ? body : new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body)),
    contentType: isBytes ? 'application/octet-stream' : 'application/json',
    response: operation.response,
  };
}
