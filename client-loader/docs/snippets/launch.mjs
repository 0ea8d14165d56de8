import { signedHeaders } from './sign-request.mjs';

/** What your launch endpoint does: opens a session for the player who is logged in, and answers what the gateway answered. */
export async function launch(player, gameId, { gateway, keyId, secret }) {
  const path = '/v1/sessions';
  const body = JSON.stringify({
    player_id: player.id,
    game_id: gameId,
    country: player.country,
    currency: player.currency,
    locale: player.locale,
    rg_flags: { self_excluded: player.selfExcluded, blocked: player.blocked, time_limit_min: null },
  });
  const headers = { 'content-type': 'application/json', ...signedHeaders(keyId, secret, 'POST', path, body) };
  const response = await fetch(gateway + path, {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(8_000),
  });
  return new Response(response.body, {
    status: response.status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}
