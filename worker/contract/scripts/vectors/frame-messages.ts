import { SAMPLE, SAMPLE_RESULT } from '../../src/operations/common.ts';
import { type Change, changed, fieldChanges, moneyChanges, shapeChanges, type Vector } from './vector.ts';

type Message = { readonly type: string } & Readonly<Record<string, unknown>>;
type Case = readonly [base: Message, special?: readonly Change[]];

const wrong = (name: string, path: string, to: unknown, field = path): Change => ({ name, path, to, field });
const right = (name: string, path: string, to: unknown): Change => ({ name, path, to, valid: true });

const SUMMARY = {
  round_id: SAMPLE.round,
  spin_id: SAMPLE.spin,
  session_id: SAMPLE.session,
  game_id: SAMPLE.game,
  build_hash: SAMPLE.build,
  state: 'SETTLED',
  stake: SAMPLE.stake,
  win: SAMPLE.win,
  accepted_at: SAMPLE.ts,
  closed_at: SAMPLE.ts,
  attempts: 0,
};
const CONFIG = {
  game_id: SAMPLE.game,
  locale: 'en',
  currency: 'EUR',
  exponent: 2,
  stake_levels_minor: [20, 100],
  default_stake_minor: 100,
  rtp: '0.9600',
  rtp_profile: '96',
  model_path: 'model.json',
  min_round_ms: 2500,
  features: { autoplay: false, turbo: false, bonus_buy: false, jackpot: false },
  mode: 'real',
  celebrate_below_stake: false,
  require_release: true,
  autoplay_max_rounds: null,
  balance: SAMPLE.balance,
  muted: false,
  resume: null,
};

const OFFER = {
  grant_id: 'fs-welcome-ada',
  bet_size: SAMPLE.stake,
  count: 10,
  used: 3,
  expires_at: SAMPLE.ts,
  won_minor: 250,
};
const METER = { jackpot_id: 'night-market.grand', meter_minor: 512_345, one_in_minor: 50_000_000 };

const NOTHING = ['pause', 'resume'].map((type): Case => [{ type }]);
const MUTE: Case = [{ type: 'mute', muted: true }, [wrong('muted as a number', 'muted', 1)]];
const LOCALE: Case = [{ type: 'set-locale', locale: 'uk' }];
const BALANCE: Case = [{ type: 'balance', balance: SAMPLE.balance }, moneyChanges('balance', 'balance')];
const SPIN_REPLY: Change[] = [
  wrong('a result without events', 'result.events', null),
  wrong('an unknown event', 'result.events.0.type', 'explosion'),
  ...moneyChanges('result.win', 'money'),
];

const CASES: Readonly<Record<string, readonly Case[]>> = {
  EmbedMessage: [
    [{ type: 'hello' }],
    ...NOTHING,
    MUTE,
    LOCALE,
    [{ type: 'refresh-balance' }],
    [{ type: 'show-history' }],
    [{ type: 'exit' }],
  ],
  LoaderMessage: [
    [{ type: 'hello' }],
    [{ type: 'ready', game_id: SAMPLE.game, build_hash: SAMPLE.build }, [wrong('a number', 'build_hash', 7)]],
    BALANCE,
    [{ type: 'round-start', round_id: SAMPLE.round, stake: SAMPLE.stake }, moneyChanges('stake', 'money')],
    [
      { type: 'round-end', round_id: SAMPLE.round, stake: SAMPLE.stake, win: SAMPLE.win },
      moneyChanges('win', 'money'),
    ],
    [{ type: 'rg-notice', name: 'reality_check' }, [wrong('a long name', 'name', 'a'.repeat(41))]],
    [
      { type: 'error', code: 'digest_mismatch', message: 'The game was changed.', problem: null },
      [
        wrong('an unknown code', 'code', 'oops'),
        wrong('an unknown problem', 'problem', 'OOPS'),
        wrong('a long message', 'message', 'a'.repeat(501)),
        right('with a problem', 'problem', 'RG_BLOCKED'),
      ],
    ],
    [{ type: 'activity' }],
    [{ type: 'exit', reason: 'player' }, [wrong('an unknown reason', 'reason', 'bored')]],
    [{ type: 'done', of: 3 }, [wrong('of no command', 'of', 0), wrong('of half a command', 'of', 1.5)]],
    [
      { type: 'refused', of: 3, code: 'not_ready' },
      [wrong('of no command', 'of', 0), wrong('an unknown fault', 'code', 'oops')],
    ],
  ],
  HostMessage: [
    [
      {
        type: 'load',
        nonce: 'n-1',
        entry_integrity: 'sha256-AAAA',
        entry: 'a blob',
        assets: [{ path: 'img/star.webp', blob: 'a blob' }],
      },
      [
        wrong('a path that climbs', 'assets.0.path', '../star.webp'),
        wrong('a path with an escape', 'assets.0.path', 'img/%2e%2e/star.webp'),
        wrong('a path with upper case', 'assets.0.path', 'img/Star.webp'),
        wrong('an absolute path', 'assets.0.path', '/star.webp'),
        right('no assets', 'assets', []),
      ],
    ],
    [
      { type: 'init', config: CONFIG },
      [
        wrong('a token in the config', 'config.token', 'eyJ'),
        wrong('a stake of nothing', 'config.default_stake_minor', 0),
        wrong('no stakes', 'config.stake_levels_minor', []),
        wrong('a fifth decimal', 'config.exponent', 5),
        right('no balance yet', 'config.balance', null),
        right('a round to resume', 'config.resume', { result: SAMPLE_RESULT, shown: false }),
      ],
    ],
    [{ type: 'spin-reply', call: 1, result: SAMPLE_RESULT }, SPIN_REPLY],
    [
      { type: 'history-reply', call: 2, rounds: [SUMMARY], next_before: null },
      [
        wrong('an unknown state', 'rounds.0.state', 'LOST'),
        right('a round without its win', 'rounds.0.win', null),
        right('more to read', 'next_before', SAMPLE.round),
      ],
    ],
    [
      { type: 'call-failed', call: 3, fault: { code: 'OFFLINE', retry_after_ms: null } },
      [
        wrong('an unknown fault', 'fault.code', 'OOPS'),
        right('a problem code', 'fault.code', 'ROUND_TOO_FAST'),
        right('with a wait', 'fault.retry_after_ms', 500),
      ],
    ],
    BALANCE,
    ...NOTHING,
    MUTE,
    LOCALE,
    [{ type: 'show-history' }],
    [
      { type: 'promo', promo: { free_spins: [OFFER], jackpots: [METER] } },
      [
        wrong('a packet without its bet size', 'promo.free_spins.0.bet_size', null),
        wrong('a packet with its player', 'promo.free_spins.0.player_id', SAMPLE.player),
        wrong('a meter below nothing', 'promo.jackpots.0.meter_minor', -1),
        right('a meter that nobody knows now', 'promo.jackpots.0.meter_minor', null),
        right('nothing', 'promo', { free_spins: [], jackpots: [] }),
      ],
    ],
  ],
  GameMessage: [
    [{ type: 'booted', nonce: 'n-1' }, [wrong('a nonce as number', 'nonce', 1)]],
    [{ type: 'ready' }],
    [
      { type: 'spin', call: 1, stake_minor: 100 },
      [
        wrong('a stake of nothing', 'stake_minor', 0),
        wrong('half a unit', 'stake_minor', 1.5),
        wrong('a stake as text', 'stake_minor', '100'),
        wrong('half a call', 'call', 1.5),
        wrong('a win chosen by the game', 'win', 1),
        right('started by autoplay', 'uses', ['autoplay']),
        right('by the press alone', 'uses', []),
        wrong('a feature that is none of a start', 'uses', ['jackpot'], 'uses.0'),
        right('paid by a packet', 'grant_id', 'fs-welcome-ada'),
        wrong('paid by an address', 'grant_id', 'https://evil.example'),
        wrong('features as text', 'uses', 'autoplay'),
        wrong('features thrice', 'uses', ['turbo', 'autoplay', 'turbo']),
      ],
    ],
    [{ type: 'history', call: 2, before: null }, [right('from a round on', 'before', SAMPLE.round)]],
    [{ type: 'round-shown', round_id: SAMPLE.round }],
    [{ type: 'replay', round_id: SAMPLE.round }, [wrong('an address', 'round_id', 'https://evil.example')]],
    [{ type: 'activity' }],
    [{ type: 'fault', message: 'x is not a function' }, [wrong('too long', 'message', 'a'.repeat(501))]],
  ],
};

const ENVELOPE: Change[] = [
  wrong('of another protocol version', 'rg', 2),
  wrong('of a version as text', 'rg', '1'),
  wrong('before the first', 'seq', 0),
  wrong('between two', 'seq', 1.5),
  wrong('of an unknown type', 'type', 'open-window'),
  wrong('of a type from the prototype', 'type', 'constructor'),
];

function vectorsOf([message, special = []]: Case): Vector[] {
  const base = { rg: 1, seq: 1, ...message };
  const changes = [...shapeChanges(base), ...fieldChanges(base), ...ENVELOPE, ...special];
  const vectors = [
    { name: 'complete', value: base, valid: true },
    ...changes.map((change) => changed(base, change)),
  ];
  return vectors.map((vector) => ({ ...vector, name: `${message.type}: ${vector.name}` }));
}

/** Every message between the frames, by union. */
export const frameMessageVectors = (): Record<string, Vector[]> =>
  Object.fromEntries(Object.entries(CASES).map(([union, cases]) => [union, cases.flatMap(vectorsOf)]));
