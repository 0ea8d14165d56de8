import { z } from 'zod';
import { GameEvents } from './game-events.ts';
import { BuildHash, GameId, RtpProfile, Timestamp } from './ids.ts';
import { MoneySchema } from './money.ts';
import { Feature } from './rounds.ts';
import { PLAYED } from './sessions.ts';

/** The path that the sample book of the demo mode always has inside a build. */
export const DEMO_PATH = 'demo-rounds.json';

/** One round of the book, as it went at the unit stake. */
export const DemoRound = z.strictObject({
  win_minor: z.number().int().min(0),
  features: z.array(Feature).max(50),
  events: GameEvents,
});
export type DemoRound = z.infer<typeof DemoRound>;

/**
 * A sample book: rounds that the studio's own engine drew from the certified model, signed with the build, so that demo
 * odds equal real odds (spec M5). Every pay is linear in the stake: a round at k units pays k times as much.
 */
export const DemoRounds = z
  .strictObject({
    format: z.literal('roundgate.demo-rounds/1'),
    game_id: GameId,
    rtp_profile: RtpProfile,
    model_hash: BuildHash,
    mechanics_version: z.string().max(40),
    seed: z.string().max(80).meta({ description: 'Draws the same book again from the same model' }),
    unit_stake_minor: z.number().int().min(1),
    rounds: z.array(DemoRound).min(100).max(5_000),
  })
  .superRefine(({ rounds }, context) => {
    for (const [index, { win_minor, events }] of rounds.entries()) {
      const last = events.at(-1);
      if (last?.type !== 'round_ended' || last.win_minor !== win_minor)
        context.addIssue({
          code: 'custom',
          path: ['rounds', index, 'events'],
          message: 'must end with a round_ended of the same win',
        });
    }
  })
  .meta({ id: 'DemoRounds' });
export type DemoRounds = z.infer<typeof DemoRounds>;

/** What a demo plays by: no player, no wallet, no session, and the rules of the market all the same (spec M5). */
export const DemoInfo = z
  .strictObject({
    ...PLAYED,
    balance: MoneySchema.meta({ description: 'The play money to begin with' }),
    expires_at: Timestamp.meta({ description: 'After this moment the demo does not start, offline either' }),
  })
  .meta({ id: 'DemoInfo' });
export type DemoInfo = z.infer<typeof DemoInfo>;
