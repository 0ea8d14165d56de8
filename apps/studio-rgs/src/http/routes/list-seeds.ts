import type { SeedCommitment } from '@roundgate/contract';
import type { Context } from 'hono';
import { drawRoot, seedCommitment } from '../../rng/seeds.ts';
import type { AppEnv } from '../context.ts';

/** `rgsListSeeds`: anyone may keep the promises now and hold the revealed roots against them later. */
export function listSeeds(c: Context<AppEnv>): Response {
  const seeds = c.get('services').config.seeds.all.map(
    ({ seed, status }): SeedCommitment => ({
      seed_id: seed.id,
      status,
      commitment: seedCommitment(seed),
      draw_root: status === 'retired' ? Buffer.from(drawRoot(seed)).toString('hex') : null,
    }),
  );
  return c.json({ seeds });
}
