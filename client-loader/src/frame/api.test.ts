import { expect, it } from 'vitest';
import { Api } from './api.ts';

interface Sent {
  readonly path: string;
  readonly authorization: string | null;
  readonly body: unknown;
}

/** An api whose gateway answers every call the same way, and what was sent to it. */
function apiOf(answer: object | undefined, nowMs = 0): { api: Api; sent: Sent[] } {
  const sent: Sent[] = [];
  const fetcher = async (path: unknown, init?: RequestInit): Promise<Response> => {
    const authorization = new Headers(init?.headers).get('authorization');
    sent.push({ path: String(path), authorization, body: JSON.parse(String(init?.body ?? 'null')) });
    if (!answer) throw new TypeError('offline');
    return Response.json(answer);
  };
  return { api: new Api(fetcher as typeof fetch, () => nowMs), sent };
}
const tokenUntil = (ms: number, name = 'player') => ({
  access_token: `${name}-token`,
  token_type: 'Bearer' as const,
  expires_at: new Date(ms).toISOString(),
});

it('an error before there is a session is reported by the launch token', async () => {
  const { api, sent } = apiOf({ counted: true });
  await api.report('signature_invalid', 'launch-token');
  expect(sent).toEqual([
    {
      path: '/v1/launch/errors',
      authorization: null,
      body: { token: 'launch-token', code: 'signature_invalid' },
    },
  ]);
});

it('an error of a running game is reported by the player token, renewed when it is about to end', async () => {
  const { api, sent } = apiOf(tokenUntil(900_000, 'next'), 250_000);
  api.useToken(tokenUntil(300_000));
  await api.report('game_failed', 'launch-token');
  expect(sent.map(({ path }) => path)).toEqual(['/v1/token/refresh', '/v1/launch/errors']);
  expect(sent[1]?.body).toEqual({ token: 'next-token', code: 'game_failed' });
});

it('a report that nobody takes hurts nothing', async () => {
  const { api } = apiOf(undefined);
  await expect(api.report('network', 'launch-token')).resolves.toBeUndefined();
});
