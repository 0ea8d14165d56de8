import { exports } from 'cloudflare:workers';
import { type Answer, ORIGIN } from './wallet-client.ts';

export const GAME = 'g-night-market';
/** Headers that the lobby's own page sends. */
export const FROM_PAGE = {
  'content-type': 'application/json',
  'x-lobby': '1',
  origin: ORIGIN,
  'sec-fetch-site': 'same-origin',
};

/** Opens the lobby as a browser would. */
export async function openLobby(headers: Record<string, string> = {}) {
  const response = await exports.default.fetch(new Request(`${ORIGIN}/`, { headers }));
  const setCookie = response.headers.get('set-cookie') ?? '';
  const cookie = setCookie.split(';')[0] ?? '';
  const playerId = cookie.slice('lobby_player='.length).split('.')[0] ?? '';
  return { response, html: await response.text(), setCookie, cookie, playerId };
}

/** Sends what a button of the page sends; `changes` replace single headers, undefined takes one away. */
export async function press(
  cookie: string,
  path: string,
  body: unknown,
  changes: Record<string, string | undefined> = {},
): Promise<Answer> {
  const headers = new Headers({ ...FROM_PAGE, cookie });
  for (const [name, value] of Object.entries(changes))
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
  const request = new Request(ORIGIN + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const response = await exports.default.fetch(request);
  return { status: response.status, body: await response.json(), headers: response.headers };
}

/** What the page shows of the account. */
export async function stateOf(cookie: string): Promise<Answer> {
  const response = await exports.default.fetch(new Request(`${ORIGIN}/lobby/state`, { headers: { cookie } }));
  return { status: response.status, body: await response.json(), headers: response.headers };
}

/** What the gateway's stand-in was sent last. */
export async function lastSent() {
  const response = await fetch('http://gateway.test/last');
  return (await response.json()) as {
    method: string;
    path: string;
    text: string;
    headers: Record<string, string>;
  };
}

export const clickId = (): string => crypto.randomUUID();
