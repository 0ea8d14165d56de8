import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { gatewayToken, sessionBody } from '../../test/client.ts';
import { readConfig } from '../config.ts';
import { createGatewayTokens } from './gateway-tokens.ts';

const good = await gatewayToken(sessionBody());
const tokensAt = (GATEWAY_JWKS_URL: string) => createGatewayTokens(readConfig({ ...env, GATEWAY_JWKS_URL }));
const HERE = 'http://127.0.0.1:8787/.well-known/jwks.json';

it('takes a token signed with a published key', async () => {
  expect(await tokensAt(HERE).verify(good, Date.now())).toMatchObject({ aud: 'st-harbour', sub: 'p-ada' });
});

it('refuses a token by the clock that it is given', async () => {
  expect(await tokensAt(HERE).verify(good, Date.now() + 3_600_000)).toBe('invalid');
});

it('says nothing about a token while the keys cannot be read', async () => {
  expect(await tokensAt('http://127.0.0.1:8787/gone').verify(good, Date.now())).toBe('unavailable');
});

it('refuses a token with another algorithm or none', async () => {
  const [, payload] = good.split('.');
  const none = `${btoa('{"alg":"none"}').replaceAll('=', '')}.${payload}.`;
  const hs256 = `${btoa('{"alg":"HS256","kid":"gw-test"}').replaceAll('=', '')}.${payload}.AAAA`;
  for (const forged of [none, hs256]) expect(await tokensAt(HERE).verify(forged, Date.now())).toBe('invalid');
});
