import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { clickId, GAME, openLobby, press, stateOf } from '../../test/lobby-client.ts';
import { bindings, ORIGIN, refused } from '../../test/wallet-client.ts';
import worker from '../index.ts';
import { countryName, LANGUAGE_NAMES, LANGUAGES } from './messages.ts';

async function openAt(path: string): Promise<Response> {
  const response = await exports.default.fetch(new Request(ORIGIN + path));
  await response.arrayBuffer();
  return response;
}

/** The page of a lobby with these games. */
async function lobbyOffering(games: readonly object[], path: string): Promise<Response> {
  const context = createExecutionContext();
  const env = { ...bindings, GAMES: JSON.stringify(games) };
  const response = await worker.fetch(new Request(ORIGIN + path), env, context);
  await waitOnExecutionContext(context);
  return response;
}

describe('the lobby page', () => {
  it('gives a new visitor a player in a cookie that scripts cannot read', async () => {
    const { playerId, setCookie } = await openLobby();
    expect(playerId).toMatch(/^p-[0-9a-f]{32}$/);
    expect(setCookie).toContain('HttpOnly');
    expect(setCookie).toContain('SameSite=Lax');
    expect((await openLobby()).playerId).not.toBe(playerId);
  });

  it('knows its player again, and takes a changed cookie for no cookie', async () => {
    const { cookie, playerId } = await openLobby();
    expect((await openLobby({ cookie })).playerId).toBe(playerId);
    const [name = '', signature = ''] = cookie.split('.');
    const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    const wrong = [
      `lobby_player=p-somebody.${signature}`,
      `${name}.${flipped}`,
      `${name}.`,
      name,
      `${cookie}.x`,
    ];
    for (const changed of wrong) {
      expect((await openLobby({ cookie: changed })).playerId, changed).not.toBe(playerId);
      expect(await stateOf(changed), changed).toMatchObject(refused(401, 'UNAUTHENTICATED'));
    }
  });

  it('embeds the loader with one script and one element, under a policy without inline code', async () => {
    const { html, response } = await openLobby();
    expect(html.match(/<roundgate-game /g)).toHaveLength(1);
    expect(html).toContain('src="http://edge.localhost:8787/embed/embed.js"');
    expect(html).toContain(`game-id="${GAME}" launch-endpoint="/lobby/launch"`);
    expect(html).not.toMatch(/<style|style="|\son\w+="/);
    for (const [tag] of html.matchAll(/<script[^>]*>/g)) expect(tag).toMatch(/src=|type="application\/json"/);
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self' http://edge.localhost:8787; style-src 'self'; connect-src 'self' ws://edge.localhost:8787; " +
        "frame-src http://play.localhost:8787; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
  });

  it('offers a choice only where there is one', async () => {
    const games = [
      { game_id: GAME, title: 'Night Market' },
      { game_id: 'g-tide-pool', title: 'Tide Pool' },
    ];
    const html = await (await lobbyOffering(games, '/?game=g-tide-pool')).text();
    expect(html).toContain('<a href="/?game=g-tide-pool" aria-current="page">Tide Pool</a>');
    expect(html).toContain('game-id="g-tide-pool" launch-endpoint="/lobby/launch"');
    expect(await (await lobbyOffering(games, '/?game=g-unknown')).text()).toContain(
      `game-id="${GAME}" launch`,
    );
    expect((await openLobby()).html).not.toContain('<nav');
  });

  it('speaks the language that the browser asks for, with its plurals', async () => {
    const { html, cookie } = await openLobby({ 'accept-language': 'ja-JP, uk-UA;q=0.9, en;q=0.8' });
    expect(html).toContain('<html lang="uk">');
    expect(html).toContain('Операцій ще не було.');
    const texts: string[] = [];
    for (let click = 0; click < 5; click += 1) {
      await press(cookie, '/lobby/fund', { click_id: clickId() });
      texts.push(String((await stateOf(cookie)).body.movements_text));
    }
    expect(texts[0]).toBe('Наразі 1 операція');
    expect(texts[1]).toBe('Наразі 2 операції');
    expect(texts[4]).toBe('Наразі 5 операцій');
  });

  it('offers every language by its own name, and names countries in the language that is chosen', async () => {
    const { html } = await openLobby({ 'accept-language': 'el-GR' });
    for (const language of LANGUAGES)
      expect(html).toMatch(
        new RegExp(`<option value="${language}"[^>]*>${LANGUAGE_NAMES[language].replace(/[()]/g, '\\$&')}<`),
      );
    expect(html).toContain('<option value="el" selected>Ελληνικά</option>');
    expect(html).toMatch(/<option value="DE"[^>]*>Γερμανία</);
    expect(html).toMatch(/<option value="SE"[^>]*>Σουηδία \(χωρίς πιστοποιητικό\)</);
  });

  it.each([
    ['pt-BR, pt;q=0.9', 'pt-BR'],
    ['pt-AO', 'pt-PT'],
    ['de-CH, fr;q=0.8', 'de'],
  ])('opens for a browser that asks for %s in %s', async (asked, language) => {
    const { html } = await openLobby({ 'accept-language': asked });
    expect(html).toContain(`<html lang="${language}">`);
  });

  it('names a part of a country by its code', () => {
    expect(countryName('CA-ON', 'fr')).toBe('Canada (ON)');
  });

  it('serves its own script and style, and nothing else of that folder', async () => {
    for (const path of ['/lobby.js', '/lobby-view.js', '/lobby-api.js', '/lobby.css', '/lantern.svg'])
      expect((await openAt(path)).status, path).toBe(200);
    expect((await openAt('/tsconfig.json')).status).toBe(404);
  });
});
