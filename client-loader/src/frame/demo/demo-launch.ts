import type { DemoInfo, DemoRounds, MarketTerms, ProblemCode } from '@roundgate/contract';
import type { VerifiedLaunch } from '@roundgate/contract/trust';
import { LoaderFault } from '../../verifier/fault.ts';
import { fetchBuild, type VerifiedFile } from '../../verifier/files.ts';
import type { Api } from '../api.ts';
import { openPageCache } from '../file-store.ts';
import { runLater } from '../later.ts';
import { type Launcher, refusalOf } from '../launch.ts';
import { pageStorage } from '../memory.ts';
import { MONEY_EVENTS } from '../no-money.ts';
import type { Page } from '../page.ts';
import { FloorMemory, loadLaunch, StatusWatch } from '../trust.ts';
import { DemoDesk } from './demo-desk.ts';
import { showDemoMark } from './mark.ts';

/** With a kept copy at hand, the gateway is given this long. */
const PATIENCE_MS = 4_000;
const PATH = '/v1/demos/open';
const keptAt = (digest: string): string => `/kept/demos/${digest}`;

interface Kept {
  readonly grant: string;
  readonly info: DemoInfo;
}

async function recall(
  cache: Cache | undefined,
  { digest }: Page,
  grant: string,
): Promise<DemoInfo | undefined> {
  const kept = (await (await cache?.match(keptAt(digest)))?.json()) as Kept | undefined;
  return kept?.grant === grant ? kept.info : undefined;
}

/** The gateway's answer, or OFFLINE when it takes too long and a kept copy waits. */
async function ask({ digest }: Page, grant: string, api: Api, hasCopy: boolean) {
  const asked = api.call<DemoInfo>('POST', PATH, { demo_grant: grant, build_hash: `sha256:${digest}` });
  if (!hasCopy) return asked;
  const tired = new Promise<{ ok: false; code: ProblemCode | 'OFFLINE' }>((resolve) => {
    setTimeout(() => resolve({ ok: false, code: 'OFFLINE' }), PATIENCE_MS);
  });
  return Promise.race([asked, tired]);
}

/** The gateway's word on a demo; without a network, its word of an earlier start with the same grant. */
async function readInfo(page: Page, grant: string, api: Api): Promise<{ info: DemoInfo; offline: boolean }> {
  const cache = await openPageCache();
  const kept = await recall(cache, page, grant).catch(() => undefined);
  const answer = await ask(page, grant, api, kept !== undefined);
  if (answer.ok) {
    const value: Kept = { grant, info: answer.body };
    await cache?.put(keptAt(page.digest), Response.json(value)).catch(() => {});
    return { info: answer.body, offline: false };
  }
  if (answer.code !== 'OFFLINE' || !kept) throw refusalOf(answer.code);
  return { info: kept, offline: true };
}

function check(info: DemoInfo, { digest, country }: Page, { manifest }: VerifiedLaunch): void {
  if (
    info.build_hash !== `sha256:${digest}` ||
    info.country !== country ||
    info.game_id !== manifest.game_id ||
    info.rtp_profile !== manifest.maths.rtp_profile
  )
    throw new LoaderFault('build_mismatch', 'demo');
}

/** The terms of a market without those that need a player: nobody is here whose time or money could be limited. */
const withoutPlayer = <T extends MarketTerms>(terms: T): T => ({
  ...terms,
  rules: {
    ...terms.rules,
    show: { ...terms.rules.show, month_net: false },
    ...{ reality_check: null, rest: null, panic_h: null, pre_session_limits: null },
    ...{ login_notice_s: null, idle_exit_min: null },
  },
});

/** Hands the sample book to the desk; the game gets only the files that it gets in real play. */
async function dealBook(
  files: readonly VerifiedFile[],
  bookPath: string | undefined,
  desk: DemoDesk,
): Promise<VerifiedFile[]> {
  const text = await files.find(({ path }) => path === bookPath)?.blob.text();
  if (text === undefined) throw new LoaderFault('build_missing', 'demo rounds');
  // Signed by the studio and checked by the tool that built it: its shape is as good as its digest.
  desk.giveBook(JSON.parse(text) as DemoRounds);
  return files.filter(({ path }) => path !== bookPath);
}

/**
 * The launch of a demo (spec M5): the documents are verified as for real play, and label, warnings and rules are those
 * of the signed permit. Without a network it starts from what was kept, until grant or permit expire by the device's
 * clock. From then on the desk answers every call of the loader.
 */
export function demoLaunch(grant: string): Launcher {
  let desk: DemoDesk | undefined;
  let files: readonly VerifiedFile[] = [];
  return {
    untold: MONEY_EVENTS,
    async open(page, api, onPapers) {
      const { info, offline } = await readInfo(page, grant, api);
      const nowMs = Date.now();
      const floors = new FloorMemory(pageStorage(), page.pins);
      const launch = await loadLaunch(page, floors, fetch, offline ? nowMs : undefined);
      check(info, page, launch);
      if (offline && !(Date.parse(info.expires_at) > nowMs)) throw refusalOf('TOKEN_EXPIRED');
      const terms = withoutPlayer(launch.permit.market);
      // What the permit does not say, such as the stake cap in this currency, is the gateway's word.
      desk = new DemoDesk({ ...info, market: { ...info.market, ...terms } });
      api.divert(desk.fetch);
      const papers = { manifest: launch.manifest, terms };
      onPapers(papers);
      const watch = new StatusWatch(page, launch, performance.now());
      return {
        ...{ ...papers, session: desk.session() },
        demo: { mark: (bar, words) => showDemoMark(bar, words, offline) },
        // Without a network nothing can be heard: a demo ends when it hears of a revocation, and not for silence.
        watch: { ask: (atMs) => watch.ask(atMs), verdict: () => 'good' },
      };
    },
    async files({ edge }, manifest, onProgress) {
      const wanted = Object.entries(manifest.files);
      files = await fetchBuild(edge, wanted, onProgress);
      const [bookPath] = wanted.find(([, { role }]) => role === 'demo') ?? [];
      if (!desk) throw new LoaderFault('launch_failed', 'demo');
      return dealBook(files, bookPath, desk);
    },
    // The book is kept too, though the game does not get it.
    later: ({ digest }) => runLater({ digest, files }),
  };
}
