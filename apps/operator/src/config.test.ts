import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { bindings } from '../test/wallet-client.ts';
import { ConfigError, readConfig } from './config.ts';
import worker from './index.ts';

const settings = { ...bindings };
const remote = { EDGE_ORIGIN: 'https://edge.example', PLAY_ORIGIN: 'https://play.example' };

describe('the configuration', () => {
  it('of the tests is complete', () => {
    expect(readConfig(settings)).toMatchObject({
      operatorId: 'op-lantern',
      walletKey: { id: 'key-gw-lantern' },
    });
  });

  it('that lacks or bends a value names it and never shows a secret', () => {
    const faults: [object, string][] = [
      [{ PARTNER_SECRETS: undefined }, 'PARTNER_SECRETS'],
      [{ PARTNER_SECRETS: '{' }, 'PARTNER_SECRETS: is not JSON'],
      [{ PARTNER_SECRETS: '{"key-gw-lantern":"a-secret-of-no-use"}' }, 'no secret for key-op-lantern'],
      [{ PARTNER_SECRETS: '{"key-gw-lantern":"tiny"}' }, 'at least 16'],
      [{ COOKIE_SECRET: undefined }, 'COOKIE_SECRET'],
      [{ COOKIE_SECRET: 'tiny' }, 'COOKIE_SECRET: must have at least 16'],
      [{ OPERATOR_ID: 'lantern' }, 'OPERATOR_ID'],
      [{ GATEWAY_API: 'http://gateway.example' }, 'GATEWAY_API: must be https'],
      [{ EMBED_FILE: '../x.js' }, 'EMBED_FILE'],
      [{ EMBED_INTEGRITY: '" onload="' }, 'EMBED_INTEGRITY'],
      [{ WALLET_KIND: 'both' }, 'WALLET_KIND'],
      [{ GAMES: '[]' }, 'GAMES'],
      [{ GAMES: '[{"game_id":"night","title":"Night"}]' }, 'GAMES.0.game_id'],
      [remote, 'EMBED_INTEGRITY: is missing'],
    ];
    for (const [change, text] of faults) {
      const read = () => readConfig({ ...settings, ...change });
      expect(read).toThrow(ConfigError);
      expect(read).toThrow(text);
      expect(read).not.toThrow(/tiny|of-no-use/);
    }
  });

  it('that is wrong stops the Worker with 503', async () => {
    const withoutSecret = { ...bindings, COOKIE_SECRET: '' };
    const context = createExecutionContext();
    const request = new Request('http://operator.localhost:8788/') as Request<
      unknown,
      IncomingRequestCfProperties
    >;
    const response = await worker.fetch(request, withoutSecret, context);
    await waitOnExecutionContext(context);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });
});
