import { z } from 'zod';
import { FilePath } from './builds.ts';
import { FreeSpinsOffer } from './free-spins.ts';
import { BuildHash, GameId, GrantId, Locale, RoundId, RtpProfile } from './ids.ts';
import { JackpotId } from './jackpots.ts';
import { MarketTerms } from './market-view.ts';
import { BalanceSchema, CurrencyCode, MoneySchema } from './money.ts';
import { PROBLEM_CODES } from './problems.ts';
import { RoundResult, RoundSummary, StartFeature } from './rounds.ts';
import { TRUST_FAULTS } from './trust/fault.ts';

/** Version of the messages between operator page, loader frame and game frame. */
export const FRAME_PROTOCOL = 1;
/** A message larger than this, as JSON, is refused; the one load message that carries blobs is counted without them. */
export const MAX_FRAME_MESSAGE_BYTES = 64 * 1024;

/** Why the loader refuses or stops a game. The message shown is the locale's `error.<code>`. */
export const LOADER_ERRORS = [
  'launch_failed',
  'launch_expired',
  'rg_blocked',
  'session_ended',
  'build_missing',
  ...TRUST_FAULTS,
  'digest_mismatch',
  'size_mismatch',
  'download_failed',
  'game_failed',
  'frame_escaped',
  'bridge_violation',
  'network',
  'unsupported_browser',
  'replay_refused',
] as const;
export type LoaderErrorCode = (typeof LOADER_ERRORS)[number];

/** Why play is over. `navigated` is told by the element alone: its page was left, or it was taken out of the page. */
export const EXIT_REASONS = ['operator', 'player', 'session_ended', 'rg', 'navigated'] as const;
export type ExitReason = (typeof EXIT_REASONS)[number];

/** Why the loader did not carry out a command of the operator's page. */
export const COMMAND_FAULTS = ['not_ready', 'ended', 'unavailable'] as const;
export type CommandFault = (typeof COMMAND_FAULTS)[number];

const envelope = { rg: z.literal(FRAME_PROTOCOL), seq: z.number().int().min(1) };
const out = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ ...envelope, type: z.literal(type), ...shape });

/** Operator page (L0) → loader frame (L1). */
export const EmbedMessage = z.discriminatedUnion('type', [
  out('hello', {}),
  out('pause', {}),
  out('resume', {}),
  out('mute', { muted: z.boolean() }),
  out('set-locale', { locale: Locale }),
  out('refresh-balance', {}),
  out('show-history', {}),
  out('exit', {}),
]);
export type EmbedMessage = z.infer<typeof EmbedMessage>;

const commandSeq = z.number().int().min(1);

/**
 * Loader frame (L1) → operator page (L0): the typed events of the element, and `done` or `refused` for every command,
 * named by the command's `seq`.
 */
export const LoaderMessage = z.discriminatedUnion('type', [
  out('hello', {}),
  out('ready', { game_id: GameId, build_hash: BuildHash }),
  out('balance', { balance: BalanceSchema }),
  out('round-start', { round_id: RoundId, stake: MoneySchema }),
  out('round-end', { round_id: RoundId, stake: MoneySchema, win: MoneySchema }),
  out('rg-notice', { name: z.string().max(40) }),
  out('error', {
    code: z.enum(LOADER_ERRORS),
    message: z.string().max(500),
    problem: z.enum(PROBLEM_CODES).nullable(),
  }),
  out('activity', {}),
  out('exit', { reason: z.enum(EXIT_REASONS) }),
  out('done', { of: commandSeq }),
  out('refused', { of: commandSeq, code: z.enum(COMMAND_FAULTS) }),
]);
export type LoaderMessage = z.infer<typeof LoaderMessage>;

/** What a game must know to draw itself and obey its market. Never a token, an id of a person or an address. */
export const GameConfig = z.strictObject({
  game_id: GameId,
  locale: Locale,
  currency: CurrencyCode,
  exponent: z.number().int().min(0).max(3),
  stake_levels_minor: z.array(z.number().int().min(1)).min(1),
  default_stake_minor: z.number().int().min(1),
  rtp: z.string(),
  rtp_profile: RtpProfile,
  model_path: FilePath,
  min_round_ms: z.number().int().min(0),
  features: MarketTerms.shape.features,
  mode: z.enum(['real', 'demo', 'replay']),
  celebrate_below_stake: z.boolean(),
  require_release: z.boolean(),
  autoplay_max_rounds: z.number().int().min(1).nullable(),
  balance: BalanceSchema.nullable(),
  muted: z.boolean(),
  resume: z.strictObject({ result: RoundResult, shown: z.boolean() }).nullable().meta({
    description:
      'The last round: to be played to its end when it was not shown yet, else the picture to start from',
  }),
});
export type GameConfig = z.infer<typeof GameConfig>;

/** Why a call of the game did not succeed; the loader has already told the player what the market asks for. */
export const GameCallFault = z.strictObject({
  code: z.enum([...PROBLEM_CODES, 'PENDING', 'OFFLINE']),
  retry_after_ms: z.number().int().nullable(),
});
export type GameCallFault = z.infer<typeof GameCallFault>;

/** A packet of free spins that may be played now (spec F1). */
export const GameOffer = FreeSpinsOffer.extend({
  won_minor: z
    .number()
    .int()
    .min(0)
    .meta({ description: 'What its spins have won so far, as far as this device has seen them' }),
});
export type GameOffer = z.infer<typeof GameOffer>;

/** A jackpot meter that the session plays for (spec F3). */
export const GameMeter = z.strictObject({
  jackpot_id: JackpotId,
  meter_minor: z
    .number()
    .int()
    .min(0)
    .nullable()
    .meta({ description: 'Null while no figure of the last two seconds is there' }),
  one_in_minor: z
    .number()
    .int()
    .min(1)
    .meta({ description: 'Each minor unit of a stake hits with a chance of 1 in this' }),
});
export type GameMeter = z.infer<typeof GameMeter>;

/** What may be played free of charge and what is played for, as a whole each time it is told. */
export const PromoNews = z.strictObject({
  free_spins: z.array(GameOffer),
  jackpots: z.array(GameMeter),
});
export type PromoNews = z.infer<typeof PromoNews>;

/** Loader frame (L1) → game frame (L2), over the port. `load` alone carries blobs. */
export const HostMessage = z.discriminatedUnion('type', [
  out('load', {
    nonce: z.string(),
    entry_integrity: z.string(),
    entry: z.unknown(),
    assets: z.array(z.strictObject({ path: FilePath, blob: z.unknown() })),
  }),
  out('init', { config: GameConfig }),
  out('spin-reply', { call: z.number().int(), result: RoundResult }),
  out('history-reply', {
    call: z.number().int(),
    rounds: z.array(RoundSummary),
    next_before: RoundId.nullable(),
  }),
  out('call-failed', { call: z.number().int(), fault: GameCallFault }),
  out('balance', { balance: BalanceSchema }),
  out('pause', {}),
  out('resume', {}),
  out('mute', { muted: z.boolean() }),
  out('set-locale', { locale: Locale }),
  out('show-history', {}),
  out('promo', { promo: PromoNews }),
]);
export type HostMessage = z.infer<typeof HostMessage>;

/** Game frame (L2) → loader frame (L1), over the port. */
export const GameMessage = z.discriminatedUnion('type', [
  out('booted', { nonce: z.string().max(100) }),
  out('ready', {}),
  out('spin', {
    call: z.number().int(),
    stake_minor: z.number().int().min(1),
    uses: z.array(StartFeature).max(2).optional(),
    grant_id: GrantId.optional().meta({
      description: 'The packet of free spins that pays for it; the stake is then its bet size',
    }),
  }),
  out('history', { call: z.number().int(), before: RoundId.nullable() }),
  out('round-shown', { round_id: RoundId }),
  out('replay', { round_id: RoundId }),
  out('activity', {}),
  out('fault', { message: z.string().max(500) }),
]);
export type GameMessage = z.infer<typeof GameMessage>;
