import type { EmbedMessage, GameMessage } from '@roundgate/contract';
import { boolean, type Check, list, nullable, oneOf, shape, text, whole } from '@roundgate/contract/trust';

/** Version of the messages; anything else is refused. */
const PROTOCOL = 1;

const anyText = (max: number): Check => text(/^[\s\S]*$/, max);
const isRound = text(/^rnd-[A-Za-z0-9_-]{8,64}$/);
const call = whole(Number.MIN_SAFE_INTEGER);

/** Exactly these fields beside those of every message; each field is bounded, so each message is. */
const message = (
  type: string,
  fields: Readonly<Record<string, Check>> = {},
  optional: Readonly<Record<string, Check>> = {},
): Check => shape({ rg: whole(PROTOCOL, PROTOCOL), seq: whole(), type: oneOf(type), ...fields }, optional);

const EMBED: readonly Check[] = [
  ...['hello', 'pause', 'resume', 'refresh-balance', 'show-history', 'exit'].map((type) => message(type)),
  message('mute', { muted: boolean }),
  message('set-locale', { locale: text(/^[a-z]{2,3}(-[A-Z]{2})?$/) }),
];

const GAME: readonly Check[] = [
  ...['ready', 'activity'].map((type) => message(type)),
  message('booted', { nonce: anyText(100) }),
  message(
    'spin',
    { call, stake_minor: whole() },
    { uses: list(oneOf('autoplay', 'turbo'), 0, 2), grant_id: text(/^fs-[\w-]{1,64}$/) },
  ),
  message('history', { call, before: nullable(isRound) }),
  ...['round-shown', 'replay'].map((type) => message(type, { round_id: isRound })),
  message('fault', { message: anyText(500) }),
];

/** A message from the operator's page, or undefined when it is not one of the closed list. */
export const asEmbedMessage = (value: unknown): EmbedMessage | undefined =>
  EMBED.some((check) => check(value)) ? (value as EmbedMessage) : undefined;
/** A message from the game frame, or undefined when it is not one of the closed list. */
export const asGameMessage = (value: unknown): GameMessage | undefined =>
  GAME.some((check) => check(value)) ? (value as GameMessage) : undefined;
