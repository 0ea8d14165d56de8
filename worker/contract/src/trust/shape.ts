/** Says whether a value is what a document's field may hold. Written by hand, so that no schema library is in the trust base. */
export type Check = (value: unknown) => boolean;

/** A text of at most `max` characters, counted as people and the contract's schemas do: a pair of surrogates is one. */
export const text =
  (pattern: RegExp, max = 200): Check =>
  (value) =>
    typeof value === 'string' &&
    (value.length <= max || (value.length <= 2 * max && [...value].length <= max)) &&
    pattern.test(value);
export const whole =
  (min = 1, max = Number.MAX_SAFE_INTEGER): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;
export const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(value as string);
export const boolean: Check = (value) => typeof value === 'boolean';
export const nullable =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
export const list =
  (check: Check, min: number, max: number): Check =>
  (value) =>
    // Spread, for `every` passes over holes, which a message of another frame can have.
    Array.isArray(value) && value.length >= min && value.length <= max && [...value].every(check);

/** What a document says under a name itself; nothing that every object inherits. */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Exactly these fields, each as its check wants: nothing unknown, nothing inherited, and nothing missing but the last few. */
export const shape =
  (fields: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  (value) => {
    const known = { ...fields, ...optional };
    return (
      isRecord(value) &&
      Object.keys(fields).every((name) => Object.hasOwn(value, name)) &&
      Object.entries(value).every(([name, item]) => own(known, name)?.(item))
    );
  };

/** Names of one kind to values of one kind. */
export const record =
  (key: Check, entry: Check, min: number, max: number): Check =>
  (value) => {
    if (!isRecord(value)) return false;
    const entries = Object.entries(value);
    return (
      entries.length >= min &&
      entries.length <= max &&
      entries.every(([name, item]) => key(name) && entry(item))
    );
  };

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** UTC with milliseconds, of a day that exists. */
export const timestamp: Check = (value) =>
  text(TIMESTAMP)(value) && !Number.isNaN(Date.parse(value as string));
export const digest = text(/^[0-9a-f]{64}$/);
export const buildHash = text(/^sha256:[0-9a-f]{64}$/);
export const keyid = text(/^[0-9a-f]{16}$/);
/** A raw 32-byte Ed25519 public key in base64. */
export const publicKey = text(/^[A-Za-z0-9+/]{43}=$/);
export const country = text(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/);
export const gameId = text(/^g-[A-Za-z0-9_-]{1,64}$/);
export const studioId = text(/^st-[A-Za-z0-9_-]{1,64}$/);
export const rtpProfile = text(/^[0-9]{2,3}(\.[0-9]{1,2})?$/);
export const version3 = text(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/);
