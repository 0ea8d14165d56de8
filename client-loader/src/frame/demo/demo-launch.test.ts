import { type DemoInfo, OPERATIONS } from '@roundgate/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeCaches } from '../../../test/fake-caches.ts';
import type { Answer, Api } from '../api.ts';
import type { Page } from '../page.ts';

const INFO = OPERATIONS.openDemo.examples.response as DemoInfo;
const DAY_MS = 86_400_000;
const NOW_MS = Date.parse(INFO.expires_at) - DAY_MS;
const market = { ...INFO.market, age_label: '21+', rules: { ...INFO.market.rules, panic_h: 24 } };
const asked = vi.hoisted(() => ({ offlineNowMs: [] as (number | undefined)[] }));

vi.mock('../trust.ts', () => ({
  FloorMemory: class {},
  StatusWatch: class {
    readonly ask = async () => 'good';
    readonly verdict = () => 'stale';
  },
  loadLaunch: async (_page: unknown, _floors: unknown, _fetch: unknown, offlineNowMs?: number) => {
    asked.offlineNowMs.push(offlineNowMs);
    const manifest = { game_id: INFO.game_id, maths: { rtp_profile: INFO.rtp_profile } };
    return { manifest, permit: { market } };
  },
}));
const { demoLaunch } = await import('./demo-launch.ts');

const PAGE = { digest: INFO.build_hash.slice(7), country: INFO.country } as Page;
const refused = (code: 'OFFLINE' | 'TOKEN_EXPIRED' | 'BUILD_REVOKED'): Answer<DemoInfo> => ({
  ok: false,
  code,
  retryAfterMs: null,
});
const online = (info: DemoInfo = INFO): Answer<DemoInfo> => ({ ok: true, status: 200, body: info });

let toldOf: unknown;
/** Opens the demo while the gateway gives this answer. */
const open = (answer: Answer<DemoInfo>, grant = 'grant-1') =>
  demoLaunch(grant).open(PAGE, { call: async () => answer, divert: () => {} } as unknown as Api, (papers) => {
    toldOf = papers;
  });
const codeOf = (opening: Promise<unknown>): Promise<unknown> =>
  opening.then(
    () => 'opened',
    (error: { code?: string }) => error.code,
  );

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS });
  vi.stubGlobal('caches', new FakeCaches());
  asked.offlineNowMs.length = 0;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a demo', () => {
  it('is opened with the label of the signed permit, not with what the gateway says of it', async () => {
    const { session, terms, manifest } = await open(online());
    // The game's frame is opened by these.
    expect(toldOf).toEqual({ manifest, terms });
    expect([terms.age_label, session.market.age_label]).toEqual(['21+', '21+']);
    // Rules that need a player are not carried out on a visitor.
    expect(terms.rules.panic_h).toBeNull();
  });

  it('starts without a network from the same grant, judged by the clock of the device', async () => {
    await open(online());
    expect((await open(refused('OFFLINE'))).session.country).toBe(INFO.country);
    expect(asked.offlineNowMs).toEqual([undefined, NOW_MS]);
  });

  it('goes on though its status has become old', async () => {
    expect((await open(online())).watch.verdict(0)).toBe('good');
  });

  it.each([
    ['was never opened here', async () => {}, 'grant-1'],
    ['has another grant', () => open(online()), 'grant-2'],
  ])('does not start without a network when it %s', async (_, before, grant) => {
    await before();
    expect(await codeOf(open(refused('OFFLINE'), grant))).toBe('network');
  });

  it('does not start once its grant has expired', async () => {
    await open(online());
    vi.setSystemTime(NOW_MS + DAY_MS);
    expect(await codeOf(open(refused('OFFLINE')))).toBe('launch_expired');
  });

  it('is refused by the gateway whatever is kept', async () => {
    await open(online());
    expect(await codeOf(open(refused('BUILD_REVOKED')))).toBe('build_revoked');
  });

  it.each([{ build_hash: `sha256:${'0'.repeat(64)}` }, { country: 'GB' }, { game_id: 'g-other' }])(
    'is not opened with an answer about %j',
    async (over) => {
      expect(await codeOf(open(online({ ...INFO, ...over })))).toBe('build_mismatch');
    },
  );
});
