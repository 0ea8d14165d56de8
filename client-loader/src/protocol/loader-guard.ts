import type { LoaderMessage } from '@roundgate/contract';

// It is part of the operator's script, so it is short. An operator pins that script by its digest: it may be older than
// the loader that it talks to, so a code that is new since then passes as a text, and a message that is new is not for it.

const MAX_TEXT = 500;
/** The fields of each message, in the order of the alphabet. */
const FIELDS: Readonly<Record<string, string>> = {
  hello: '',
  ready: 'build_hash game_id',
  balance: 'balance',
  'round-start': 'round_id stake',
  'round-end': 'round_id stake win',
  'rg-notice': 'name',
  error: 'code message problem',
  activity: '',
  exit: 'reason',
  done: 'of',
  refused: 'code of',
};

/** Exactly these fields, each of the type that its name stands for. */
const hasExactly = (value: unknown, names: string | undefined): boolean =>
  Object.keys(Object(value)).sort().join(' ') === names && Object.entries(value as object).every(fits);

function fits([name, value]: [string, unknown]): boolean {
  if (/^(balance|stake|win)$/.test(name)) return hasExactly(value, 'amount_minor currency exponent');
  if (name === 'amount_minor') return Number.isSafeInteger(value);
  if (/^(exponent|of)$/.test(name)) return Number.isSafeInteger(value) && (value as number) >= 0;
  return (typeof value === 'string' && value.length <= MAX_TEXT) || (name === 'problem' && value === null);
}

/** A message from the loader, or undefined when it is not one of the list that this element knows. */
export function asLoaderMessage(value: unknown): LoaderMessage | undefined {
  const { rg, seq, type, ...fields } = Object(value) as Record<string, unknown>;
  const names = Object.hasOwn(FIELDS, String(type)) ? FIELDS[String(type)] : undefined;
  return rg === 1 && Number.isSafeInteger(seq) && hasExactly(fields, names)
    ? (value as LoaderMessage)
    : undefined;
}
