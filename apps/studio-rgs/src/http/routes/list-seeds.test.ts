import { createHash } from 'node:crypto';
import { OPERATIONS } from '@roundgate/contract';
import { expect, it } from 'vitest';
import { send } from '../../../test/client.ts';
import { readConfig } from '../../config.ts';
import { createRootRng } from '../../rng/round-rng.ts';
import { drawRoot, nameSeed, seedCommitment } from '../../rng/seeds.ts';
import type { Services } from '../../services.ts';
import { listSeeds } from './list-seeds.ts';

const SETTINGS = {
  STUDIO_ID: 'st-harbour',
  GATEWAY_JWKS_URL: 'http://127.0.0.1:8787/.well-known/jwks.json',
  GATEWAY_ISSUER: 'http://edge.localhost',
  PARTNER_SECRETS: JSON.stringify({ 'key-1': 'a-secret-of-a-partner' }),
};
const secret = (name: string) => `${name}-seed-0123456789-0123456789-0123456789`;

/** What the route answers under these settings. */
async function listed(settings: object) {
  const config = readConfig({ ...SETTINGS, ...settings });
  const context = { get: () => ({ config }) as Services, json: (body: object) => Response.json(body) };
  const answer = listSeeds(context as unknown as Parameters<typeof listSeeds>[0]);
  return OPERATIONS.rgsListSeeds.response.parse(await answer.json()).seeds;
}

it('anyone may read the commitment of the seed that draws, and not its root', async () => {
  const answer = await send(new Request('http://rgs.test/rgs/v1/seeds'));
  const { seeds } = OPERATIONS.rgsListSeeds.response.parse(answer.body);
  expect(seeds).toMatchObject([{ status: 'drawing', draw_root: null }]);
});

it('a seed is promised before it draws, and what is revealed when it is retired keeps the promise', async () => {
  const [drawing, next] = await listed({ SERVER_SEED: secret('first'), NEXT_SEED: secret('second') });
  const [now, then] = await listed({
    SERVER_SEED: secret('second'),
    RETIRED_SEEDS: JSON.stringify([secret('first')]),
  });
  expect([drawing, next]).toMatchObject([
    { status: 'drawing', draw_root: null },
    { status: 'committed', draw_root: null },
  ]);
  expect(now).toEqual({ ...next, status: 'drawing' });
  expect(then).toMatchObject({
    seed_id: drawing?.seed_id,
    commitment: drawing?.commitment,
    status: 'retired',
  });
  const root = Buffer.from(then?.draw_root ?? '', 'hex');
  expect(`sha256:${createHash('sha256').update(root).digest('hex')}`).toBe(drawing?.commitment);
  expect(createRootRng(root, 'n-1').draw('base/0', 30)).toBe(
    createRootRng(drawRoot(nameSeed(secret('first'), 'seed')), 'n-1').draw('base/0', 30),
  );
});

it('a seed that a sandbox draws in place of is not revealed', async () => {
  const seeds = await listed({ ENVIRONMENT: 'staging', SANDBOX_SEED: 'fixed', SERVER_SEED: secret('real') });
  expect(seeds.map(({ status, draw_root }) => [status, draw_root])).toEqual([
    ['drawing', null],
    ['committed', null],
  ]);
  expect(seeds[1]?.commitment).toBe(seedCommitment(nameSeed(secret('real'), 'seed')));
});

it('a seed cannot be retired while it still draws or is to draw', async () => {
  const retired = { RETIRED_SEEDS: JSON.stringify([secret('first')]) };
  await expect(listed({ SERVER_SEED: secret('first'), ...retired })).rejects.toThrow('RETIRED_SEEDS');
  await expect(listed({ SERVER_SEED: secret('x'), NEXT_SEED: secret('first'), ...retired })).rejects.toThrow(
    'revealed',
  );
});
