import type { Currency, ProblemCode } from '@roundgate/contract';
import { fromWire, parseExact } from './amounts.ts';
import type { Call, Dialect, Echo, Fields, Meaning, MeaningTable } from './dialect-shape.ts';

/** What a wallet said, in the gateway's own terms. */
export type Said =
  | { readonly kind: 'success'; readonly balanceMinor: number | null; readonly reference: string | null }
  | { readonly kind: 'refused'; readonly code: ProblemCode }
  | { readonly kind: 'unknown'; readonly why: string };

/** What is known of an answer before it is read. */
export interface Listening {
  readonly dialect: Dialect;
  readonly errorMap: MeaningTable;
  readonly call: Call;
  readonly expected: {
    readonly echoes: readonly Echo[];
    readonly balance: 'required' | 'optional';
    readonly currency: Currency;
  };
}

/** The longest reference that is kept, as in the contract. */
const MAX_REFERENCE = 80;
/** Told by a server in a hurry or in front of the wallet, whatever the body says. */
const PASSING = new Set([408, 425, 429]);

const unknown = (why: string): Said => ({ kind: 'unknown', why });
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isAbsent = (value: unknown): boolean => value === undefined || value === null;

function readFields(text: string): Fields | undefined {
  try {
    const body = parseExact(text);
    return isFields(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function wordOf(dialect: Dialect, fields: Fields): string | undefined {
  const word = dialect.word(fields);
  return typeof word === 'string' || typeof word === 'number' ? String(word) : undefined;
}

/** The operator's meaning of a word, else the dialect's for this call, else the dialect's for every call. */
export function meaningOf(
  dialect: Dialect,
  errorMap: MeaningTable,
  call: Call,
  word: string,
): Meaning | undefined {
  const tables: [MeaningTable | undefined, string][] = [
    [errorMap, `${call}:${word}`],
    [errorMap, word],
    [dialect.meanings[call], word],
    [dialect.meanings.any, word],
  ];
  // Own keys only: a wallet's word may be the name of something that every object has.
  for (const [table, key] of tables) if (table && Object.hasOwn(table, key)) return table[key];
  return undefined;
}

function agrees({ dialect, expected }: Listening, fields: Fields, echo: Echo): boolean {
  const value = fields[echo.field];
  if (isAbsent(value)) return echo.optional === true;
  if (typeof echo.is === 'string') return value === echo.is;
  const read = fromWire(value, expected.currency, dialect.amounts);
  return read?.exact === true && read.amountMinor === echo.is.amountMinor;
}

function readSuccess(listening: Listening, fields: Fields): Said {
  const { dialect, expected } = listening;
  if (!expected.echoes.every((echo) => agrees(listening, fields, echo)))
    return unknown('the answer is about another movement');
  const { balance, currency } = fields;
  const own = isAbsent(currency) || currency === expected.currency;
  const read = own ? fromWire(balance, expected.currency, dialect.amounts) : undefined;
  if (!read && (expected.balance === 'required' || (own && !isAbsent(balance))))
    return unknown('the answer has no balance that can be read');
  const reference = fields[dialect.referenceField];
  return {
    kind: 'success',
    balanceMinor: read?.amountMinor ?? null,
    reference: typeof reference === 'string' && reference ? reference.slice(0, MAX_REFERENCE) : null,
  };
}

/** A contradiction is told as a conflict, so that the round is held for a person. */
function readMeaning(listening: Listening, meaning: Meaning, word: string, fields: Fields): Said {
  switch (meaning.class) {
    case 'SUCCESS':
      return readSuccess(listening, fields);
    case 'REJECT':
      return { kind: 'refused', code: meaning.code ?? 'WALLET_REFUSED' };
    case 'FATAL':
      return { kind: 'refused', code: 'IDEMPOTENCY_CONFLICT' };
    case 'TERMINATE':
      return { kind: 'refused', code: meaning.code ?? 'SESSION_ENDED' };
    case 'UNCERTAIN':
      return unknown(`the wallet said ${word}`);
  }
}

/** Only letters, digits and marks of a word go into a log line. */
const forLog = (word: string): string => word.replaceAll(/[^\w.-]/g, '?').slice(0, 60);

/** What an answer means. A 5xx, a word that nobody knows and a success that does not fit are all *unknown*. */
export function readAnswer(listening: Listening, status: number, text: string): Said {
  const { dialect, errorMap, call } = listening;
  const succeeded = status >= 200 && status < 300;
  const refused = status >= 400 && status < 500 && dialect.refusesWith === '4xx' && !PASSING.has(status);
  if (!succeeded && !refused) return unknown(`status ${status}`);
  const fields = readFields(text);
  if (!fields) return unknown('the answer is no JSON object');
  const word = wordOf(dialect, fields);
  if (word === undefined) return unknown('the answer has no word that tells what happened');
  const meaning = meaningOf(dialect, errorMap, call, word);
  if (!meaning) return unknown(`nobody knows what ${forLog(word)} means`);
  if (dialect.refusesWith === '4xx' && succeeded && meaning.class !== 'SUCCESS')
    return unknown(`${forLog(word)} with status ${status}`);
  return readMeaning(listening, meaning, forLog(word), fields);
}
