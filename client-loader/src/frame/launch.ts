import type {
  AccessToken,
  BuildManifest,
  LoaderErrorCode,
  MarketTerms,
  ProblemCode,
  SessionInfo,
} from '@roundgate/contract';
import type { VerifiedLaunch } from '@roundgate/contract/trust';
import { LoaderFault } from '../verifier/fault.ts';
import { fetchBuild, type VerifiedFile } from '../verifier/files.ts';
import type { Answer, Api } from './api.ts';
import { runLater } from './later.ts';
import { pageStorage } from './memory.ts';
import type { Page } from './page.ts';
import type { PromoSeat } from './promo-seat.ts';
import { FloorMemory, loadLaunch, StatusWatch } from './trust.ts';
import type { Words } from './words.ts';

const REFUSALS: Partial<Record<ProblemCode | 'OFFLINE', LoaderErrorCode>> = {
  OFFLINE: 'network',
  TOKEN_EXPIRED: 'launch_expired',
  LAUNCH_TOKEN_USED: 'launch_expired',
  MARKET_NOT_CERTIFIED: 'market_refused',
  MARKET_RULES_UNKNOWN: 'market_refused',
  RG_BLOCKED: 'rg_blocked',
  SESSION_ENDED: 'session_ended',
  BUILD_MISMATCH: 'build_mismatch',
  BUILD_REVOKED: 'build_revoked',
  LOADER_TOO_OLD: 'loader_too_old',
  ASSURANCE_TOO_LOW: 'loader_too_old',
  TRUST_STALE: 'trust_rolled_back',
};

/** The loader error for a problem of the gateway. */
export const refusalOf = (code: ProblemCode | 'OFFLINE'): LoaderFault =>
  new LoaderFault(REFUSALS[code] ?? 'launch_failed', code, code === 'OFFLINE' ? null : code);

interface Opened {
  readonly token: AccessToken;
  readonly session: SessionInfo;
}

/** Trades the launch token and checks that the session is for the build, game and country that were verified. */
export async function openSession(
  page: Page,
  { manifest, permit, status, root }: VerifiedLaunch,
  api: Pick<Api, 'call' | 'useToken'>,
): Promise<SessionInfo> {
  const build = `sha256:${page.digest}`;
  // The market's label arrives with the session, so its visibility cannot be attested before it.
  const trust = { root: root.version, permit: permit.version, status: status.version };
  const loader = { version: page.version, assurance: page.assurance, age_label_shown: 'unknown', trust };
  const answer: Answer<Opened> = await api.call('POST', '/v1/launch', {
    launch_token: page.launchToken,
    build_hash: build,
    loader,
  });
  if (!answer.ok) throw refusalOf(answer.code);
  const { token, session } = answer.body;
  if (
    session.build_hash !== build ||
    session.game_id !== manifest.game_id ||
    session.country !== permit.country ||
    session.rtp_profile !== manifest.maths.rtp_profile
  ) {
    throw new LoaderFault('build_mismatch', 'session');
  }
  api.useToken(token);
  return session;
}

/** What a launch comes to: a verified build, the session that plays it, and the signed word on what it must show. */
export interface Launched {
  readonly manifest: BuildManifest;
  readonly session: SessionInfo;
  /** What the market asks of the session, from its signed permit. */
  readonly terms: MarketTerms;
  /** The signed status, while the game runs. */
  readonly watch: Pick<StatusWatch, 'ask' | 'verdict'>;
  /** Set in a demo and in a replay, where no money moves: nothing is then told to anyone. */
  readonly demo?: { mark(bar: HTMLElement, words: Words): void };
}

/** Told as soon as the papers are verified: what waits for nothing else need not wait for the session. */
export type OnPapers = (papers: Pick<Launched, 'manifest' | 'terms'>) => void;

/** How a launch is made; the frame's own tests put another in its place. */
export interface Launcher {
  /** Where no money moves: what the operator's page does not hear of. Nobody is told then why it does not run, either. */
  readonly untold?: readonly string[];
  open(page: Page, api: Api, onPapers: OnPapers): Promise<Launched>;
  files(page: Page, manifest: BuildManifest, onProgress: (share: number) => void): Promise<VerifiedFile[]>;
  /** Called once the game is on the screen: what no start waits for may begin. */
  later?(page: Page, files: readonly VerifiedFile[], seat?: PromoSeat): void;
}

/** The launch of a signed build: nothing is opened before its papers are verified, nothing runs before its files are. */
export const signedLaunch: Launcher = {
  async open(page, api, onPapers) {
    const launch = await loadLaunch(page, new FloorMemory(pageStorage(), page.pins));
    const papers = { manifest: launch.manifest, terms: launch.permit.market };
    onPapers(papers);
    const session = await openSession(page, launch, api);
    const watch = new StatusWatch(page, launch, performance.now());
    return { ...papers, session, watch };
  },
  files({ edge }, { files }, onProgress) {
    // The sample book is for demos only.
    const wanted = Object.entries(files).filter(([, { role }]) => role !== 'demo');
    return fetchBuild(edge, wanted, onProgress);
  },
  later: ({ digest }, files, seat) => runLater({ digest, files, seat }),
};
