import { createHmac, timingSafeEqual } from 'node:crypto';
import { PlayerId } from '@roundgate/contract';

const NAME = 'lobby_player';
const MAX_AGE_S = 30 * 24 * 3_600;

const mac = (secret: string, playerId: string): string =>
  createHmac('sha256', secret).update(`lobby-player:${playerId}`).digest('base64url');

/** The player of a signed cookie; undefined when there is none, or when it was changed. */
export function readPlayer(cookieHeader: string | undefined, secret: string): string | undefined {
  const value = cookieHeader?.match(new RegExp(`(?:^|;\\s*)${NAME}=([^;]+)`))?.[1] ?? '';
  const [playerId, signature, ...rest] = value.split('.');
  if (!playerId || !signature || rest.length > 0) return undefined;
  const expected = Buffer.from(mac(secret, playerId));
  const given = Buffer.from(signature);
  const authentic = expected.length === given.length && timingSafeEqual(expected, given);
  return authentic && PlayerId.safeParse(playerId).success ? playerId : undefined;
}

/** A cookie that no page script can read, and that no other site's form or script can send along. */
export const playerCookie = (playerId: string, secret: string, secure: boolean): string =>
  [
    `${NAME}=${playerId}.${mac(secret, playerId)}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    `Max-Age=${MAX_AGE_S}`,
    ...(secure ? ['Secure'] : []),
  ].join('; ');

/** An id for a visitor who has none yet. */
export const newPlayerId = (): string => `p-${crypto.randomUUID().replaceAll('-', '')}`;
