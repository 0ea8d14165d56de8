import {
  type Floors,
  type LaunchBundle,
  type RootPins,
  type VerifiedLaunch,
  verifyLaunch,
  verifyStatus,
} from '@roundgate/contract/trust';
import { LoaderFault } from '../verifier/fault.ts';
import { readUpTo, request } from '../verifier/files.ts';
import { slot } from './memory.ts';
import type { Page } from './page.ts';

/** The largest bundle that is read; a launch needs about a tenth of it. */
const MAX_BUNDLE_BYTES = 256 * 1024;

/** Fetches one answer of the chain of trust; nothing of it is believed yet. Throws `LoaderFault`. */
export async function fetchJson<T>(url: string, fetcher: typeof fetch): Promise<T> {
  const lost = () => {
    throw new LoaderFault('network', url);
  };
  const response = await request(url, fetcher, 'no-store').catch(lost);
  if (response.status === 404) throw new LoaderFault('build_missing', url);
  if (response.status === 403) throw new LoaderFault('market_refused', url);
  if (response.status !== 200) throw new LoaderFault('trust_missing', url);
  const bytes = await readUpTo(response, MAX_BUNDLE_BYTES).catch(lost);
  if (!bytes) throw new LoaderFault('signature_invalid', 'trust: size');
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as T;
  } catch {
    throw new LoaderFault('trust_missing', `${url}: not JSON`);
  }
}

/** What this device has believed before. One synchronous write: no other launch can come between reading and writing. */
export class FloorMemory {
  readonly #slot: ReturnType<typeof slot>;

  /** Versions count from a root: those of another root's documents are others. */
  constructor(storage: Storage | undefined, pins: RootPins) {
    this.#slot = slot(`roundgate:floors:${Object.keys(pins.keys).sort().join('.')}`, storage);
  }

  read(): Floors {
    const kept = Object.entries(Object(this.#slot.read()) as Record<string, unknown>);
    return Object.fromEntries(
      kept.filter((entry): entry is [string, number] => Number.isSafeInteger(entry[1])),
    );
  }

  /** Raises the floors; none is ever lowered. Where they cannot be kept, the signed status and the gateway hold the line. */
  raise(floors: Floors): void {
    const raised: Record<string, number> = { ...this.read() };
    for (const [name, version] of Object.entries(floors)) raised[name] = Math.max(version, raised[name] ?? 0);
    this.#slot.write(raised);
  }
}

/**
 * Fetches and verifies all that a launch hangs on, in one answer. `offlineNowMs` is the device's clock, for a demo that
 * starts without a network from documents that were kept: they must not have expired, and only their status may be
 * older than one that another game of this device has seen. Throws `LoaderFault` or `TrustFault`.
 */
export async function loadLaunch(
  { edge, digest, country, pins, version }: Page,
  memory: FloorMemory,
  fetcher: typeof fetch = fetch,
  offlineNowMs?: number,
): Promise<VerifiedLaunch> {
  const bundle = await fetchJson<LaunchBundle>(`${edge}/trust/launch/${country}/${digest}`, fetcher);
  const floors = memory.read();
  const trusted =
    offlineNowMs === undefined ? { floors } : { floors: { ...floors, status: 0 }, nowMs: offlineNowMs };
  const launch = await verifyLaunch(bundle, { digest, country }, { pins, loader: version, ...trusted });
  memory.raise(launch.floors);
  return launch;
}

/** How the status of a running game stands. */
export type Verdict = 'good' | 'stale' | 'revoked';

/** A status may be this much past its end before no new round is begun (shared design: integrity, the walk 5). */
const GRACE_MS = 300_000;

/** Follows the signed status while a game runs. Time is the page's own, counted from a moment that the server signed. */
export class StatusWatch {
  readonly #url: string;
  readonly #launch: VerifiedLaunch;
  readonly #hash: string;
  readonly #fetcher: typeof fetch;
  #version: number;
  #goodUntilMs: number;

  constructor(
    page: Pick<Page, 'edge' | 'digest'>,
    launch: VerifiedLaunch,
    nowMs: number,
    fetcher: typeof fetch = fetch,
  ) {
    this.#url = `${page.edge}/trust/status`;
    this.#hash = `sha256:${page.digest}`;
    this.#launch = launch;
    this.#fetcher = fetcher;
    this.#version = launch.status.version;
    this.#goodUntilMs = nowMs + Date.parse(launch.status.expires_at) - launch.judgedAtMs;
  }

  /** Asks for the newest status. What cannot be had or believed leaves the one before in force, until it ends. */
  async ask(nowMs: number): Promise<Verdict> {
    try {
      const envelope = await fetchJson<LaunchBundle['status']>(this.#url, this.#fetcher);
      const status = await verifyStatus(envelope, this.#launch.root, this.#version);
      this.#version = status.version;
      // A status may be as old as it likes when it comes; it is never good for longer than it says in all.
      this.#goodUntilMs = nowMs + Date.parse(status.expires_at) - Date.parse(status.issued_at);
      if (status.revoked_builds.includes(this.#hash)) return 'revoked';
    } catch {
      // Told by the verdict below, once the time is up.
    }
    return this.verdict(nowMs);
  }

  verdict(nowMs: number): Verdict {
    return nowMs <= this.#goodUntilMs + GRACE_MS ? 'good' : 'stale';
  }
}
