import type { BrowserContext, Page } from '@playwright/test';
import type { Genuine, LaunchPad, Told } from './launch-pad.ts';

/** What a case works with, before the element is put on the page. */
export interface Stage {
  readonly pad: LaunchPad;
  readonly context: BrowserContext;
  readonly genuine: Genuine;
  readonly url: string;
  readonly sessionId: string;
  readonly playerId: string;
}

/** One cell of the tamper matrix (shared design: integrity). */
export interface TamperCase {
  /** Row of the matrix. */
  readonly row: number;
  readonly name: string;
  /** Codes of the typed error that may be told; `ready` when the change must not matter. */
  readonly expect: readonly string[];
  /** Lays the trap; a text that it answers is another launch address. */
  readonly arrange: (stage: Stage) => Promise<unknown>;
  /** Language of page and session, where it is not the usual one. */
  readonly locale?: string;
  /** Service workers are blocked unless the case is about them. */
  readonly serviceWorkers?: 'allow';
  /** The operator's page, where it is not the usual one. */
  readonly html?: (pad: LaunchPad) => string;
  /** Where the operator's page stands, when it is not at home: on another origin, or within a page of one. */
  readonly at?: 'evil' | 'nested';
  /** What is done once the launch has ended; answers what is then told. */
  readonly after?: (stage: Stage, page: Page) => Promise<Told>;
  /** Mends what was spoilt for every launch. */
  readonly mend?: (stage: Stage) => Promise<unknown>;
  /** Set when a game frame may be there: its content is not what was changed. */
  readonly gameFrames?: true;
}

export const REFUSED_FILE = ['digest_mismatch', 'size_mismatch', 'download_failed'] as const;
