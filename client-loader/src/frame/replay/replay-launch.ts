import type { BuildManifest, MarketTerms, ProblemCode, ReplayInfo } from '@roundgate/contract';
import { type LaunchBundle, type VerifiedLaunch, verifyReplay } from '@roundgate/contract/trust';
import { LoaderFault } from '../../verifier/fault.ts';
import { fetchBuild } from '../../verifier/files.ts';
import type { Api } from '../api.ts';
import { type Launcher, refusalOf } from '../launch.ts';
import { pageStorage } from '../memory.ts';
import { MONEY_EVENTS } from '../no-money.ts';
import type { Page } from '../page.ts';
import { FloorMemory, fetchJson, StatusWatch } from '../trust.ts';
import { showReplayMark } from './mark.ts';
import { ReplayDesk } from './replay-desk.ts';

/** Problems that say that this very round is not to be shown. */
const NOT_SHOWN: ReadonlySet<ProblemCode | 'OFFLINE'> = new Set([
  'REPLAY_NOT_POSSIBLE',
  'REPLAY_DIFFERS',
  'ROUND_NOT_FOUND',
  'ROUND_NOT_SETTLED',
  'ROUND_CANCELLED',
  'SESSION_NOT_FOUND',
]);

/** The papers of a build that may have left play since. */
async function loadPapers({ edge, digest, country, pins, version }: Page): Promise<VerifiedLaunch> {
  const bundle = await fetchJson<LaunchBundle>(`${edge}/trust/launch/${country}/${digest}`, fetch);
  const memory = new FloorMemory(pageStorage(), pins);
  const trusted = { pins, loader: version, floors: memory.read() };
  const papers = await verifyReplay(bundle, { digest, country }, trusted);
  memory.raise(papers.floors);
  return papers;
}

async function readInfo({ digest }: Page, grant: string, api: Api): Promise<ReplayInfo> {
  const body = { replay_grant: grant, build_hash: `sha256:${digest}` };
  const answer = await api.call<ReplayInfo>('POST', '/v1/replays/open', body);
  if (answer.ok) return answer.body;
  const { code } = answer;
  throw NOT_SHOWN.has(code) ? new LoaderFault('replay_refused', code, code as ProblemCode) : refusalOf(code);
}

function check(info: ReplayInfo, { digest, country }: Page, manifest: BuildManifest): void {
  if (
    info.build_hash !== `sha256:${digest}` ||
    info.result.build_hash !== info.build_hash ||
    info.country !== country ||
    info.game_id !== manifest.game_id ||
    info.rtp_profile !== manifest.maths.rtp_profile
  )
    throw new LoaderFault('build_mismatch', 'replay');
}

/** Label, warnings and links of the market stay; what is told of a session or asked of a player has nobody to be told to. */
const withoutSession = (terms: MarketTerms): MarketTerms => ({
  ...terms,
  rules: {
    ...terms.rules,
    show: Object.fromEntries(
      Object.keys(terms.rules.show).map((name) => [name, false]),
    ) as typeof terms.rules.show,
    ...{ reality_check: null, rest: null, panic_h: null, pre_session_limits: null },
    ...{ login_notice_s: null, idle_exit_min: null },
  },
});

/** The one stake that there is to choose; and nothing turns the reels by itself. */
const asPlayed = (manifest: BuildManifest, { result }: ReplayInfo): BuildManifest => {
  const stakeMinor = result.stake.amount_minor;
  return { ...manifest, stakes: { levels_minor: [stakeMinor], default_minor: stakeMinor } };
};

/**
 * The launch of a visual replay: the certified build of the round, its papers and files verified as for real play, and
 * in the gateway's place a desk that knows the recorded round (spec R4).
 */
export function replayLaunch(grant: string): Launcher {
  return {
    untold: MONEY_EVENTS,
    async open(page, api, onPapers) {
      const [info, papers] = await Promise.all([readInfo(page, grant, api), loadPapers(page)]);
      check(info, page, papers.manifest);
      const { market } = info;
      const features = { ...market.features, autoplay: false };
      const shown = { ...info, market: { ...market, max_stake: null, features } };
      // Whoever looks need not be the player: words are in the language of this browser.
      const desk = new ReplayDesk({ ...shown, locale: navigator.language }, Date.now());
      api.divert(desk.fetch);
      const watch = new StatusWatch(page, papers, performance.now());
      const shownAs = {
        manifest: asPlayed(papers.manifest, info),
        terms: withoutSession(papers.permit.market),
      };
      onPapers(shownAs);
      return {
        ...{ ...shownAs, session: desk.session() },
        demo: { mark: (bar, words) => showReplayMark(bar, words, info) },
        // Silence ends nothing here, a revocation does.
        watch: { ask: (atMs) => watch.ask(atMs), verdict: () => 'good' },
      };
    },
    files({ edge }, { files }, onProgress) {
      const wanted = Object.entries(files).filter(([, { role }]) => role !== 'demo');
      return fetchBuild(edge, wanted, onProgress);
    },
  };
}
