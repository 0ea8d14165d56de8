import { z } from 'zod';
import { CampaignArmName, CampaignCounts, CampaignId, CampaignRefusal } from './campaigns.ts';
import { FreeSpinCount, GrantState } from './free-spins.ts';
import {
  BuildHash,
  GameId,
  GrantId,
  OperatorId,
  PlayerId,
  RoundId,
  RtpProfile,
  SessionId,
  Sha256Hex,
  SpinId,
  Timestamp,
  TournamentId,
} from './ids.ts';
import { CurrencyCode, MoneySchema } from './money.ts';
import { TransactionId } from './operations/wallet-common.ts';
import { SpinType, StartFeature } from './rounds.ts';

const who = { ts: Timestamp, operator_id: OperatorId, player_id: PlayerId };
const spin = {
  ...who,
  session_id: SessionId,
  game_id: GameId,
  build_hash: BuildHash,
  rtp_profile: RtpProfile,
  round_id: RoundId,
  spin_id: SpinId,
  spin_type: SpinType,
};

/** A round was paid and closed. */
export const SpinFinished = z.strictObject({
  type: z.literal('spin_finished'),
  ...spin,
  stake: MoneySchema,
  win: MoneySchema,
  tournament_ids: z
    .array(TournamentId)
    .max(20)
    .optional()
    .meta({ description: 'Where it counts, decided when the round was accepted; left out where nowhere' }),
  uses: z
    .array(StartFeature)
    .max(2)
    .optional()
    .meta({ description: 'How it was started; told of spins that count in a tournament' }),
  grant_id: GrantId.optional().meta({ description: 'The packet that paid for a free or tournament spin' }),
});
/** A bonus or free-spin feature began. */
export const BonusTrigger = z.strictObject({
  type: z.literal('bonus_trigger'),
  ...spin,
  name: z.string().max(40),
  count: z.number().int().min(0),
});
/** A part of a stake went into a jackpot's pool. */
export const JackpotContribution = z.strictObject({
  type: z.literal('jackpot_contribution'),
  ...spin,
  jackpot_id: z.string().max(64),
  amount: MoneySchema,
});
/** A jackpot was won. */
export const JackpotWin = z.strictObject({
  type: z.literal('jackpot_win'),
  ...spin,
  jackpot_id: z.string().max(64),
  amount: MoneySchema,
});
/** Something about responsible gaming happened; needs no spin. */
export const RgEvent = z.strictObject({
  type: z.literal('rg_event'),
  ...who,
  session_id: SessionId.nullable(),
  name: z.string().max(40),
  reason: z.string().max(200),
});
/** A round closed without a bet, or a part failed; needs no spin. */
export const ErrorEvent = z.strictObject({
  type: z.literal('error'),
  ...who,
  session_id: SessionId.nullable(),
  game_id: GameId.nullable(),
  round_id: RoundId.nullable(),
  code: z.string().max(60),
  detail: z.string().max(500),
});

const packet = { ...who, grant_id: GrantId, game_id: GameId, count: FreeSpinCount };
/** A player was given free spins; needs no spin (spec F1). */
export const FreeSpinPacketGranted = z.strictObject({
  type: z.literal('free_spins_granted'),
  ...packet,
  expires_at: Timestamp,
});
/** No spin of a packet will be played any more (spec F1). */
export const FreeSpinPacketEnded = z.strictObject({
  type: z.literal('free_spins_ended'),
  ...packet,
  used: z.number().int().min(0),
  reason: GrantState.exclude(['active']),
});

/** A player joined a tournament or mission: from here on its spins count there (spec F2). */
export const TournamentJoined = z.strictObject({
  type: z.literal('tournament_joined'),
  ...who,
  session_id: SessionId,
  game_id: GameId,
  tournament_id: TournamentId,
});
/**
 * A prize was paid into the wallet (spec W3, F2). Game, build, profile and spin type are those of the last spin that
 * counted: what a prize costs is told where it was played for.
 */
export const BonusAward = z.strictObject({
  type: z.literal('bonus_award'),
  ...who,
  session_id: SessionId,
  game_id: GameId,
  build_hash: BuildHash,
  rtp_profile: RtpProfile,
  spin_type: SpinType,
  transaction_id: TransactionId,
  tournament_id: TournamentId,
  rank: z.number().int().min(1).nullable().meta({ description: 'Null for a mission' }),
  amount: MoneySchema,
});
const campaign = {
  ...who,
  campaign_id: CampaignId,
  arm: CampaignArmName,
  game_id: GameId,
  currency: CurrencyCode,
  counts: CampaignCounts,
  ends_at: Timestamp,
  grant_id: GrantId.nullable().meta({ description: "The player's packet; null in a control arm" }),
};
/** A player became part of a campaign; needs no spin (spec F4). */
export const CampaignAssigned = z.strictObject({
  type: z.literal('campaign_assigned'),
  ...campaign,
  refused: CampaignRefusal.nullable().meta({ description: 'Why the packet was not given' }),
});
/** A player of a campaign could see its offer for the first time, or could have in another arm (spec F4). */
export const CampaignExposed = z.strictObject({
  type: z.literal('campaign_exposed'),
  ...campaign,
  session_id: SessionId,
});

/** Everything that travels on the event bus (spec E1): one discriminated union. */
export const BusEvent = z
  .discriminatedUnion('type', [
    SpinFinished,
    BonusTrigger,
    JackpotContribution,
    JackpotWin,
    RgEvent,
    ErrorEvent,
    FreeSpinPacketGranted,
    FreeSpinPacketEnded,
    TournamentJoined,
    BonusAward,
    CampaignAssigned,
    CampaignExposed,
  ])
  .meta({ id: 'BusEvent' });
export type BusEvent = z.infer<typeof BusEvent>;

/** One link of a player's chain: `hash = sha256(prev_hash ‖ canonical JSON of event)`, both hex (spec E4). */
export const ChainedEvent = z
  .strictObject({
    seq: z.number().int().min(1),
    prev_hash: Sha256Hex,
    hash: Sha256Hex,
    event: BusEvent,
  })
  .meta({ id: 'ChainedEvent' });
export type ChainedEvent = z.infer<typeof ChainedEvent>;

/** The `prev_hash` of a player's first event. */
export const CHAIN_START = '0'.repeat(64);

/** JSON with keys in code-point order and no spaces: the bytes that the chain hashes. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  entries.sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
}

/** A contiguous run of one player's chain, as it travels on the Queue. */
export const EventRange = z
  .strictObject({
    operator_id: OperatorId,
    player_id: PlayerId,
    from: z.number().int().min(1),
    to: z.number().int().min(1),
    events: z.array(ChainedEvent).min(1).max(100),
  })
  .meta({ id: 'EventRange' });
export type EventRange = z.infer<typeof EventRange>;
