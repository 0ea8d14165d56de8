import { OPERATIONS, type OperationId } from '../../src/operations/index.ts';
import type { Server } from '../../src/operations/operation.ts';
import { ledgerQueries } from './ledger-queries.ts';
import {
  type Change,
  changed,
  fieldChanges,
  moneyChanges,
  REMOVED,
  shapeChanges,
  type Vector,
} from './vector.ts';

const wrong = (name: string, path: string, to: unknown, field = path): Change => ({ name, path, to, field });
const right = (name: string, path: string, to: unknown): Change => ({ name, path, to, valid: true });

const RG_FLAGS: Change[] = [
  wrong('a flag as text', 'rg_flags.blocked', 'yes'),
  wrong('without self_excluded', 'rg_flags.self_excluded', REMOVED),
  wrong('no time at all', 'rg_flags.time_limit_min', 0),
  wrong('more than a day', 'rg_flags.time_limit_min', 1441),
  wrong('an unknown flag', 'rg_flags.vip', true),
  right('without a time limit', 'rg_flags.time_limit_min', null),
];

const REASON: Change[] = [
  wrong('without a reason', 'reason', REMOVED),
  wrong('a reason that says nothing', 'reason', 'x'),
  wrong('a reason that is a story', 'reason', 'a'.repeat(201)),
];

/** A session may have grown past the largest single stake or win. */
const transferAmounts: Change[] = [
  right('more than one win', 'amount.amount_minor', 1_000_000_001),
  wrong('no money', 'amount.amount_minor', 0),
  wrong('less than no money', 'amount.amount_minor', -1),
  wrong('half a minor unit', 'amount.amount_minor', 1.5),
  wrong('more than a double holds exactly', 'amount.amount_minor', 9_007_199_254_740_992),
];

const SPECIAL: Partial<Record<OperationId, readonly Change[]>> = {
  proposeCertificate: [
    wrong('ends before it begins', 'valid_to', '2025-01-31T12:00:00.000Z'),
    wrong('without a lab', 'lab', ''),
    right('in a province', 'country', 'CA-ON'),
  ],
  putTournament: [
    right('a mission', 'prize', { kind: 'target', target: 50, amount_minor: 500 }),
    right('of a packet', 'entry', { kind: 'packet', count: 20, bet_minor: 100 }),
    wrong('without a prize', 'prize', { kind: 'ranks', amounts_minor: [] }, 'prize.amounts_minor'),
    wrong('with a prize of nothing', 'prize', { kind: 'ranks', amounts_minor: [0] }, 'prize.amounts_minor.0'),
    wrong('with half a prize', 'prize', { kind: 'ranks', amounts_minor: [0.5] }, 'prize.amounts_minor.0'),
    wrong('without games', 'game_ids', []),
    wrong('of a metric that is none', 'metric', 'luck'),
    wrong('never suspicious', 'anti_bot.exclude_at', 101),
  ],
  joinTournament: [right('by a program', 'automated', true), wrong('perhaps', 'automated', 'perhaps')],
  decideTournamentEntry: [
    right('excluded', 'decision', 'exclude'),
    wrong('undecided', 'decision', 'wait'),
    wrong('without a reason', 'reason', ''),
  ],
  approveCertificate: REASON,
  withdrawCertificate: REASON,
  promoteBuild: REASON,
  rollbackBuild: REASON,
  revokeBuild: REASON,
  revokeKey: REASON,
  canaryBuild: [
    ...REASON,
    right('one per cent', 'share_bp', 100),
    right('a half', 'share_bp', 5_000),
    wrong('less than one per cent', 'share_bp', 99),
    wrong('more than a half', 'share_bp', 5_001),
    wrong('half a basis point', 'share_bp', 100.5),
  ],
  reportLoaderError: [
    wrong('an error that no loader tells', 'code', 'bad_luck'),
    wrong('a token too short', 'token', 'eyJ'),
  ],
  createSession: [
    ...RG_FLAGS,
    right('with a profile', 'rtp_profile', '94.5'),
    right('with money', 'transfer_in', { amount_minor: 5_000, currency: 'EUR', exponent: 2 }),
    right('with no money', 'transfer_in', { amount_minor: 0, currency: 'EUR', exponent: 2 }),
    wrong(
      'with less than no money',
      'transfer_in',
      { amount_minor: -1, currency: 'EUR', exponent: 2 },
      'transfer_in.amount_minor',
    ),
  ],
  createDemo: [
    right('with a profile', 'rtp_profile', '94.5'),
    wrong('for a player', 'player_id', 'p-ada'),
    wrong('an unknown currency', 'currency', 'XXX'),
  ],
  openDemo: [wrong('a grant too short', 'demo_grant', 'eyJ')],
  openReplay: [wrong('a grant too short', 'replay_grant', 'eyJ'), wrong('no build', 'build_hash', 'sha256:')],
  openSession: [
    wrong('a guessed label', 'loader.age_label_shown', 'yes'),
    wrong('an unknown assurance', 'loader.assurance', 'trusted'),
    wrong('a token too short', 'launch_token', 'eyJ'),
    right('a label not attested', 'loader.age_label_shown', 'unknown'),
  ],
  postEvents: [
    wrong('no events', 'events', []),
    wrong('an event id of another shape', 'events.0.event_id', '1'),
    right('an event of any shape: each is checked on its own', 'events.0.event', { type: 'nonsense' }),
  ],
  publishBuild: [
    wrong('no signature', 'signatures', []),
    wrong('a payload that is not base64', 'payload', '{"a":1}'),
    wrong('a signature that is not base64', 'signatures.0.sig', '***'),
    wrong('an algorithm chosen by the sender', 'signatures.0.alg', 'none'),
  ],
  attestUi: [
    wrong('a guess', 'evidence.0.seen', 'probably'),
    wrong('a share over one', 'evidence.0.ratio', 1.2),
    wrong('an element that nobody asked for', 'evidence.0.element', 'jackpot'),
    wrong('no evidence', 'evidence', []),
  ],
  acknowledgeCheck: [wrong('no check', 'check_id', '')],
  setSessionLimits: [
    wrong('no time at all', 'time_min', 0),
    wrong('more than a day', 'time_min', 1441),
    ...moneyChanges('spend', 'positive'),
  ],
  pushRgFlags: [...RG_FLAGS, wrong('without a reason', 'reason', '')],
  endSession: [wrong('without a reason', 'reason', '')],
  rgsCreateSession: [...RG_FLAGS, wrong('a token too short', 'jwt', 'eyJ')],
  grantFreeSpins: [
    ...moneyChanges('bet_size', 'positive'),
    wrong('no spins', 'count', 0),
    wrong('more than a packet holds', 'count', 1_001),
    right('for one profile', 'rtp_profile', '94.5'),
  ],
  putCampaign: [
    ...moneyChanges('arms.1.packet.bet_size', 'positive'),
    wrong('no arms', 'arms', []),
    wrong('an arm without weight', 'arms.0.weight', 0),
    wrong('half a weight', 'arms.0.weight', 0.5),
    wrong('an arm that does not say what it gives', 'arms.0.packet', REMOVED),
    wrong('an arm with a name in capitals', 'arms.0.arm', 'None'),
    wrong('a packet that is over at once', 'arms.1.packet.valid_for_ms', 59_999),
    wrong('an audience that is none', 'audience', 'everybody'),
    wrong('a moment without milliseconds', 'starts_at', '2026-02-01T00:00:00Z'),
    right('for whoever opens a session', 'audience', 'sessions'),
    right('counting every game', 'counts', 'all_games'),
  ],
  addCampaignPlayers: [
    wrong('nobody', 'players', []),
    wrong('a player of another shape', 'players.0', 'ada'),
  ],
  stopCampaign: [wrong('a guess', 'cancel_unplayed', 'maybe')],
  rgsGrantFreeSpins: [...moneyChanges('bet_size', 'positive'), wrong('no spins', 'count', 0)],
  cancelFreeSpins: [wrong('without a reason', 'reason', '')],
  rgsSpin: [
    ...moneyChanges('stake', 'positive'),
    right('of a packet', 'grant_id', 'fs-welcome-ada'),
    wrong('of a packet by another name', 'grant_id', 'welcome'),
  ],
  rgsVoid: [wrong('an unknown rule', 'if_drawn', 'maybe'), wrong('a long reason', 'reason', 'a'.repeat(61))],
  startRound: [
    ...moneyChanges('stake', 'positive'),
    right('yen, without decimals', 'stake', { amount_minor: 100, currency: 'JPY', exponent: 0 }),
    right('dinars, with three decimals', 'stake', { amount_minor: 100, currency: 'KWD', exponent: 3 }),
    wrong(
      'yen with decimals',
      'stake',
      { amount_minor: 100, currency: 'JPY', exponent: 2 },
      'stake.exponent',
    ),
    right('of a packet', 'grant_id', 'fs-welcome-ada'),
    right('started by the game itself', 'uses', ['autoplay', 'turbo']),
    wrong('a feature that is not for the client to say', 'uses', ['jackpot'], 'uses.0'),
    wrong('a win chosen by the client', 'win', { amount_minor: 1, currency: 'EUR', exponent: 2 }),
  ],
  walletCredit: moneyChanges('amount', 'positive'),
  walletDebit: moneyChanges('amount', 'positive'),
  walletRollback: [
    wrong('a long reason', 'reason', 'a'.repeat(61)),
    right('of a transfer', 'round_id', null),
  ],
  walletTransferIn: transferAmounts,
  walletTransferOut: transferAmounts,
};

function vectorsOf(id: OperationId, base: unknown): Vector[] {
  const changes = [...shapeChanges(base), ...fieldChanges(base), ...(SPECIAL[id] ?? [])];
  return [
    { name: 'the published example', value: base, valid: true },
    ...changes.map((change) => changed(base, change)),
    { name: 'a list', value: [], valid: false, field: '(body)' },
    { name: 'null', value: null, valid: false, field: '(body)' },
  ];
}

function bodiesFor(isServer: (server: Server) => boolean): Record<string, Vector[]> {
  const ids = (Object.keys(OPERATIONS) as OperationId[]).filter((id) => isServer(OPERATIONS[id].server));
  const withBody = ids.flatMap((id) => {
    const { examples } = OPERATIONS[id];
    return 'request' in examples ? [[id, vectorsOf(id, examples.request)] as const] : [];
  });
  return Object.fromEntries(withBody);
}

/** Bodies for every operation of the gateway that has one. */
export const requestVectors = () => bodiesFor((server) => server === 'gateway');
/** Bodies for every operation of a game server or a wallet that has one. */
export const partnerRequestVectors = () => bodiesFor((server) => server !== 'gateway');

const query = (base: Record<string, string>, changes: readonly Change[]): Vector[] => [
  { name: 'nothing: defaults hold', value: {}, valid: true },
  { name: 'all', value: base, valid: true },
  ...changes.map((change) => changed(base, change)),
  changed(base, wrong('an unknown parameter', 'surprise', '1')),
];

const LIMITS = (largest: number): Change[] => [
  wrong('no rows', 'limit', '0'),
  wrong('too many rows', 'limit', String(largest + 1)),
  right('the most rows', 'limit', String(largest)),
  wrong('half a row', 'limit', '1.5'),
  wrong('a word', 'limit', 'all'),
  wrong('a round id of another shape', 'before', 'rnd-1'),
];

/** A statement is always about a named player, so that nothing holds by default. */
function statementQuery(): Vector[] {
  const base = { player_id: 'p-ada', after_seq: '0', limit: '1000' };
  const changes = [
    wrong('no rows', 'limit', '0'),
    wrong('too many rows', 'limit', '5001'),
    wrong('before the first', 'after_seq', '-1'),
    wrong('half a row', 'after_seq', '1.5'),
    wrong('a player id of another shape', 'player_id', 'ada'),
    wrong('without a player', 'player_id', REMOVED),
    right('from the first row', 'after_seq', REMOVED),
    wrong('an unknown parameter', 'surprise', '1'),
  ];
  return [{ name: 'all', value: base, valid: true }, ...changes.map((change) => changed(base, change))];
}

/** The releases of one game: the game has to be named. */
function releasesQuery(): Vector[] {
  const base = { game_id: 'g-night-market', before: '7', limit: '20' };
  const changes = [
    wrong('without a game', 'game_id', REMOVED),
    wrong('a game of another shape', 'game_id', 'night market'),
    wrong('before the first', 'before', '0'),
    wrong('too many rows', 'limit', '201'),
    right('from the newest', 'before', REMOVED),
    wrong('an unknown parameter', 'surprise', '1'),
  ];
  return [{ name: 'all', value: base, valid: true }, ...changes.map((change) => changed(base, change))];
}

/** Query strings as texts, before they are read as numbers. */
export const queryVectors = (): Record<string, Vector[]> => ({
  listRounds: query({ limit: '20', before: 'rnd-4f9d2c7a1b' }, LIMITS(50)),
  listPlayerRounds: query({ limit: '20', before: 'rnd-4f9d2c7a1b' }, LIMITS(200)),
  listFreeSpins: query({ limit: '20' }, LIMITS(200)),
  listTournaments: query({ limit: '20' }, LIMITS(200)),
  getTournamentTable: query({ limit: '20', after: '40' }, [
    ...LIMITS(1_000),
    wrong('rows before the first', 'after', '-1'),
  ]),
  getStatement: statementQuery(),
  listCertificates: query(
    { game_id: 'g-night-market', country: 'MT', build_hash: `sha256:${'3f'.repeat(32)}`, limit: '20' },
    [
      wrong('no rows', 'limit', '0'),
      wrong('too many rows', 'limit', '201'),
      wrong('a country by name', 'country', 'Malta'),
      wrong('a build without its prefix', 'build_hash', '3f'.repeat(32)),
      right('after a row', 'after', 'cert-0a1b2c3d4e5f'),
    ],
  ),
  getReleases: releasesQuery(),
  exportPlayerEvents: query({ after: '7' }, [
    wrong('before the first', 'after', '-1'),
    wrong('half an event', 'after', '1.5'),
    wrong('a word', 'after', 'all'),
  ]),
  listCampaignPlayers: query({ after: '7', state: 'refused', limit: '20' }, [
    wrong('before the first', 'after', '-1'),
    wrong('a state that is none', 'state', 'lost'),
    wrong('too many rows', 'limit', '1001'),
  ]),
  getCampaignResults: query({ format: 'csv' }, [wrong('a form that is none', 'format', 'xml')]),
  ...ledgerQueries(),
});
