import { z } from 'zod';
import { COMMON_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';

const Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** One server seed as the public sees it: promised by its commitment while it draws, open when it is retired. */
export const SeedCommitment = z.object({
  seed_id: z.string(),
  status: z.enum(['committed', 'drawing', 'retired']).meta({
    description: 'committed: promised, and does not draw; drawing: draws new spins; retired: draws no more',
  }),
  commitment: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .meta({ description: 'SHA-256 of the draw root' }),
  draw_root: Hex.nullable().meta({
    description:
      'HKDF-extract of the seed; with a nonce it gives every draw of a spin. Null until the seed is retired',
  }),
});
export type SeedCommitment = z.infer<typeof SeedCommitment>;

/** The commitments of the server seeds, published before they draw, and their draw roots once they draw no more (spec R2). */
export const rgsListSeeds = operation({
  id: 'rgsListSeeds',
  server: 'rgs',
  method: 'GET',
  path: '/rgs/v1/seeds',
  auth: 'none',
  summary: 'List the commitments of the server seeds; retired ones are revealed',
  response: z.object({ seeds: z.array(SeedCommitment) }),
  problems: COMMON_PROBLEMS,
  examples: {
    response: {
      seeds: [
        {
          seed_id: 'seed-8338bdd8ac6be17e',
          status: 'drawing',
          commitment: `sha256:${'5c'.repeat(32)}`,
          draw_root: null,
        },
      ],
    },
  },
});
