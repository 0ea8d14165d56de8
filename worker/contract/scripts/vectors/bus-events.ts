import { SAMPLE } from '../../src/operations/common.ts';
import { type Change, changed, fieldChanges, moneyChanges, shapeChanges, type Vector } from './vector.ts';

const who = { ts: SAMPLE.ts, operator_id: SAMPLE.operator, player_id: SAMPLE.player };
const spin = {
  ...who,
  session_id: SAMPLE.session,
  game_id: SAMPLE.game,
  build_hash: SAMPLE.build,
  rtp_profile: '96',
  round_id: SAMPLE.round,
  spin_id: SAMPLE.spin,
  spin_type: 'cash',
};

const wrong = (name: string, path: string, to: unknown): Change => ({ name, path, to });
const right = (name: string, path: string, to: unknown): Change => ({ name, path, to, valid: true });
const entry = { ...who, session_id: SAMPLE.session, game_id: SAMPLE.game };
const packet = { ...who, grant_id: 'fs-welcome-ada', game_id: SAMPLE.game, count: 10 };
const campaign = {
  ...{ ...who, campaign_id: 'cmp-spring', arm: 'ten-spins', game_id: SAMPLE.game, currency: 'EUR' },
  ...{ counts: 'game', ends_at: SAMPLE.later, grant_id: 'fs-welcome-ada' },
};
const jackpot = { ...spin, jackpot_id: 'jp-1', amount: SAMPLE.stake };

/** An event by its type; the rest is what the vectors are about. */
type Event = { readonly type: string } & Readonly<Record<string, unknown>>;

const EVENTS: readonly (readonly [base: Event, special: readonly Change[]])[] = [
  [
    { type: 'spin_finished', ...spin, stake: SAMPLE.stake, win: SAMPLE.win },
    [
      ...moneyChanges('stake', 'money'),
      ...moneyChanges('win', 'money'),
      wrong('a win as text', 'win', '3.40'),
      right('that counts in a tournament', 'tournament_ids', ['tn-lantern-evening']),
      right('of an autoplay', 'uses', ['autoplay']),
      right('of a packet', 'grant_id', 'fs-welcome-ada'),
    ],
  ],
  [
    { type: 'bonus_trigger', ...spin, name: 'free_spins', count: 8 },
    [wrong('less than none', 'count', -1), wrong('half a spin', 'count', 0.5), right('none', 'count', 0)],
  ],
  [{ type: 'jackpot_contribution', ...jackpot }, moneyChanges('amount', 'money')],
  [{ type: 'jackpot_win', ...jackpot }, moneyChanges('amount', 'money')],
  [
    { type: 'rg_event', ...who, session_id: null, name: 'reality_check', reason: 'an hour' },
    [right('within a session', 'session_id', SAMPLE.session)],
  ],
  [
    { type: 'free_spins_granted', ...packet, expires_at: SAMPLE.later },
    [wrong('no spins', 'count', 0), wrong('more than a packet holds', 'count', 1_001)],
  ],
  [
    { type: 'free_spins_ended', ...packet, used: 4, reason: 'expired' },
    [wrong('an end that is none', 'reason', 'active'), right('never played', 'used', 0)],
  ],
  [{ type: 'tournament_joined', ...entry, tournament_id: 'tn-lantern-evening' }, []],
  [
    {
      type: 'bonus_award',
      ...entry,
      ...{ build_hash: SAMPLE.build, rtp_profile: '96', spin_type: 'cash' },
      ...{ transaction_id: `${SAMPLE.uid}:b`, tournament_id: 'tn-lantern-evening' },
      ...{ rank: 1, amount: SAMPLE.win },
    },
    [...moneyChanges('amount', 'money'), right('of a mission', 'rank', null), wrong('no rank', 'rank', 0)],
  ],
  [
    { type: 'campaign_assigned', ...campaign, refused: null },
    [
      right('of a control', 'grant_id', null),
      right('whose packet was refused', 'refused', 'STAKE_NOT_ALLOWED'),
      wrong('refused for no reason', 'refused', 'MOOD'),
    ],
  ],
  [
    { type: 'campaign_exposed', ...campaign, session_id: SAMPLE.session },
    [
      right('of a control', 'grant_id', null),
      wrong('an arm in capitals', 'arm', 'A'),
      wrong('a campaign of another shape', 'campaign_id', 'spring'),
    ],
  ],
  [
    { type: 'error', ...who, session_id: null, game_id: null, round_id: null, code: 'X', detail: '' },
    [wrong('a long detail', 'detail', 'a'.repeat(501)), right('of a round', 'round_id', SAMPLE.round)],
  ],
];

function vectorsOf(base: Event, special: readonly Change[]): Vector[] {
  const type = wrong('of an unknown type', 'type', 'spin_started');
  const changes = [...shapeChanges(base), ...fieldChanges(base), ...special, type];
  return [{ name: 'complete', value: base, valid: true }, ...changes.map((change) => changed(base, change))];
}

const vectorsWhere = (is: (event: Event) => boolean): Record<string, Vector[]> =>
  Object.fromEntries(
    EVENTS.filter(([base]) => is(base)).map(([base, special]) => [base.type, vectorsOf(base, special)]),
  );

/** Every event of the bus that is of a spin (spec E1). */
export const spinEventVectors = () => vectorsWhere((event) => 'spin_id' in event);
/** Every other event of a player. */
export const playerEventVectors = () => vectorsWhere((event) => !('spin_id' in event));
