import { OPERATIONS, type ProblemCode, type ReplayInfo } from '@roundgate/contract';
import { describe, expect, it, vi } from 'vitest';
import type { Answer, Api } from '../api.ts';
import { allowedStakes } from '../game-config.ts';
import type { Page } from '../page.ts';

const INFO = OPERATIONS.openReplay.examples.response as ReplayInfo;
const rules = { ...INFO.market.rules, panic_h: 24, idle_exit_min: 20 };
const manifest = {
  game_id: INFO.game_id,
  maths: { rtp_profile: INFO.rtp_profile },
  stakes: { levels_minor: [20, 100, 500], default_minor: 20 },
};

vi.mock('../trust.ts', () => ({
  FloorMemory: class {
    readonly read = () => ({});
    readonly raise = () => {};
  },
  StatusWatch: class {
    readonly ask = async () => 'revoked';
    readonly verdict = () => 'stale';
  },
  fetchJson: async () => ({}),
}));
vi.mock('@roundgate/contract/trust', async (original) => ({
  ...(await original<object>()),
  verifyReplay: async () => ({
    manifest,
    permit: { market: { ...INFO.market, age_label: '21+', rules } },
    floors: {},
  }),
}));
const { replayLaunch } = await import('./replay-launch.ts');

const PAGE = { digest: INFO.build_hash.slice(7), country: INFO.country } as Page;
const diverted: (typeof fetch)[] = [];

const toldOf: unknown[] = [];
const api = (answer: Answer<ReplayInfo>) =>
  ({
    call: async () => answer,
    divert: (fetcher: typeof fetch) => void diverted.push(fetcher),
  }) as unknown as Api;

/** Opens the replay while the gateway gives this answer. */
const open = (answer: Answer<ReplayInfo>) =>
  replayLaunch('grant-1').open(PAGE, api(answer), (papers) => void toldOf.push(papers));
const told = (over: Partial<ReplayInfo> = {}): Answer<ReplayInfo> => ({
  ...{ ok: true, status: 200, body: { ...INFO, ...over } },
});
const codeOf = (opening: Promise<unknown>): Promise<unknown> =>
  opening.then(
    () => 'opened',
    (error: { code?: string }) => error.code,
  );

describe('the launch of a replay', () => {
  it('has the label of the signed permit, the stake that was played, and nothing that needs a player', async () => {
    const { session, terms, manifest: shown } = await open(told());
    expect(toldOf).toEqual([{ manifest: shown, terms }]);
    expect([terms.age_label, terms.rules.panic_h, terms.rules.idle_exit_min]).toEqual(['21+', null, null]);
    expect(Object.values(terms.rules.show)).not.toContain(true);
    expect(allowedStakes(session, shown)).toEqual([INFO.result.stake.amount_minor]);
    expect([session.market.features.autoplay, session.balance]).toEqual([false, null]);
  });

  it('gives no call to the network once it is open', async () => {
    await open(told());
    const answer = await diverted.at(-1)?.('/v1/launch', { method: 'POST' });
    expect([answer?.status, await answer?.json()]).toEqual([409, { code: 'NOT_FOUND' }]);
  });

  it('goes on though its status has become old, and hears of a revocation', async () => {
    const { watch } = await open(told());
    expect([watch.verdict(0), await watch.ask(0)]).toEqual(['good', 'revoked']);
  });

  it.each([
    ['REPLAY_NOT_POSSIBLE', 'replay_refused'],
    ['REPLAY_DIFFERS', 'replay_refused'],
    ['ROUND_NOT_FOUND', 'replay_refused'],
    ['BUILD_REVOKED', 'build_revoked'],
    ['TOKEN_EXPIRED', 'launch_expired'],
    ['OFFLINE', 'network'],
    ['UPSTREAM_UNAVAILABLE', 'launch_failed'],
  ] as const)('tells %s as %s', async (code: ProblemCode | 'OFFLINE', error) => {
    expect(await codeOf(open({ ok: false, code, retryAfterMs: null }))).toBe(error);
  });

  it.each([{ build_hash: `sha256:${'0'.repeat(64)}` }, { country: 'GB' }, { game_id: 'g-other' }])(
    'is not opened with an answer about %j',
    async (over) => {
      expect(await codeOf(open(told(over)))).toBe('build_mismatch');
    },
  );
});
