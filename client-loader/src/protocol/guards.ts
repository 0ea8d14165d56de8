import type { EmbedMessage, GameMessage } from '@roundgate/contract';

/** Version of the messages; anything else is refused. */
export const PROTOCOL = 1;
const MAX_BYTES = 64 * 1024;

type Check = (value: unknown) => boolean;
const isNatural: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isText =
  (max: number, pattern = /^[\s\S]*$/): Check =>
  (value) =>
    typeof value === 'string' && value.length <= 2 * max && [...value].length <= max && pattern.test(value);
const isBoolean: Check = (value) => typeof value === 'boolean';
const isRound = isText(68, /^rnd-[A-Za-z0-9_-]{8,64}$/);
const isLocale = isText(6, /^[a-z]{2,3}(-[A-Z]{2})?$/);

type Union = Readonly<Record<string, Readonly<Record<string, Check>>>>;

const EMBED: Union = {
  hello: {},
  pause: {},
  resume: {},
  mute: { muted: isBoolean },
  'set-locale': { locale: isLocale },
  'refresh-balance': {},
  'show-history': {},
  exit: {},
};

const GAME: Union = {
  booted: { nonce: isText(100) },
  ready: {},
  spin: { call: Number.isSafeInteger as Check, stake_minor: (value) => isNatural(value) && value !== 0 },
  history: { call: Number.isSafeInteger as Check, before: (value) => value === null || isRound(value) },
  'round-shown': { round_id: isRound },
  activity: {},
  fault: { message: isText(500) },
};

function matches(union: Union, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { rg, seq, type, ...fields } = value as Record<string, unknown>;
  if (
    rg !== PROTOCOL ||
    !isNatural(seq) ||
    seq === 0 ||
    typeof type !== 'string' ||
    !Object.hasOwn(union, type)
  )
    return false;
  const checks = union[type] ?? {};
  const names = Object.keys(fields);
  if (
    names.length !== Object.keys(checks).length ||
    !names.every((name) => Object.hasOwn(checks, name) && checks[name]?.(fields[name]))
  )
    return false;
  return JSON.stringify(value).length <= MAX_BYTES;
}

/** A message from the operator's page, or undefined when it is not one of the closed list. */
export const asEmbedMessage = (value: unknown): EmbedMessage | undefined =>
  matches(EMBED, value) ? (value as EmbedMessage) : undefined;
/** A message from the game frame, or undefined when it is not one of the closed list. */
export const asGameMessage = (value: unknown): GameMessage | undefined =>
  matches(GAME, value) ? (value as GameMessage) : undefined;
