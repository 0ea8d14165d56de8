import { FINAL_TABLE_PAYLOAD_TYPE, type TournamentRules } from '@roundgate/contract';
import { type DocumentSigner, signPayload } from '@roundgate/contract/trust/sign';
import type { ClosedEntry } from '../domain/tournaments/port.ts';
import { finalTableOf, settledAtClose, type TableEntry } from '../domain/tournaments/table-entry.ts';
import type { Decided } from '../domain/tournaments/tournament.ts';
import type { Won } from './player-awards.ts';

/** A tournament that is to be closed, and where its entries are. */
export interface TournamentRows {
  read():
    | {
        readonly operatorId: string;
        readonly tournamentId: string;
        readonly rules: TournamentRules;
        readonly decided: Decided;
      }
    | undefined;
  all(): TableEntry[];
  unclosed(limit: number): string[];
  close(playerId: string, last: ClosedEntry | null): void;
  settle(entry: TableEntry): void;
  decide(decided: Decided, nowMs: number): void;
  putFinal(text: string): void;
  owed(limit: number): TableEntry[];
  markGiven(playerId: string): void;
}

/** What a close needs of the players' objects and of the ledger. */
export interface CloseTools {
  readonly rows: TournamentRows;
  readonly transaction: (work: () => void) => void;
  /** Closes the entry of a player: its last word, `open` while a round of it is under way, null when there is none. */
  readonly closeEntry: (playerId: string, isForced: boolean) => Promise<ClosedEntry | 'open' | null>;
  /** Has the ledger take all that the player's chain holds; returns how far it has come. */
  readonly catchUp: (playerId: string) => Promise<number>;
  readonly award: (playerId: string, won: Won) => Promise<boolean>;
  readonly signer: () => Promise<DocumentSigner>;
  readonly now: () => number;
}

/** How many players are asked at once. */
const AT_ONCE = 40;
/** How long rounds that were accepted before the end are waited for. */
export const SETTLE_WITHIN_MS = 600_000;

/**
 * The barrier (spec F2): an entry is closed when the player's object has no round of it under way, has said its last word,
 * and the ledger has taken its chain up to there. Until then the table is not final. Returns whether all are closed; never
 * throws for a player that does not answer, who is asked again.
 */
export async function closeEntries(tools: CloseTools): Promise<boolean> {
  const { rows, now } = tools;
  const known = rows.read();
  const endsAtMs = Date.parse(known?.rules.ends_at ?? '');
  // One that was called off waits for nobody: no score of it matters any more.
  const isForced = known?.decided === 'cancelled' || now() >= endsAtMs + SETTLE_WITHIN_MS;
  for (;;) {
    const waiting = rows.unclosed(AT_ONCE);
    if (waiting.length === 0) return true;
    const results = await Promise.allSettled(waiting.map((playerId) => closeOne(tools, playerId, isForced)));
    const isStuck = !results.some((result) => result.status === 'fulfilled' && result.value);
    if (isStuck) return false;
  }
}

async function closeOne(
  { rows, closeEntry, catchUp }: CloseTools,
  playerId: string,
  isForced: boolean,
): Promise<boolean> {
  const last = await closeEntry(playerId, isForced);
  if (last === 'open') return false;
  if (last && (await catchUp(playerId)) < last.chain.seq) return false;
  rows.close(playerId, last);
  return true;
}

/** Ranks the closed entries, signs the table, and keeps both: one transaction, once. */
export async function finishTournament({ rows, transaction, signer, now }: CloseTools): Promise<void> {
  const known = rows.read();
  if (known?.decided !== 'open') return;
  const closedAtMs = now();
  const settled = settledAtClose(rows.all(), known.rules);
  const text = JSON.stringify(finalTableOf(known, settled, closedAtMs));
  const payload = new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
  const envelope = await signPayload(FINAL_TABLE_PAYLOAD_TYPE, payload, [await signer()]);
  // It may have been called off while the table was signed.
  if (rows.read()?.decided !== 'open') return;
  transaction(() => {
    for (const entry of settled) rows.settle(entry);
    rows.putFinal(JSON.stringify(envelope));
    rows.decide('final', closedAtMs);
  });
}

/** Hands prizes over to their players' objects, which pay them for certain; one that is handed over twice is paid once. */
export async function giveAwards({ rows, award }: CloseTools): Promise<boolean> {
  const known = rows.read();
  if (!known) return true;
  for (;;) {
    const owed = rows.owed(AT_ONCE);
    if (owed.length === 0) return true;
    const give = async ({ playerId, rank, prizeMinor }: TableEntry): Promise<boolean> => {
      const { tournamentId, rules } = known;
      const won = { tournamentId, rank, amountMinor: prizeMinor ?? 0, currency: rules.currency };
      if (!(await award(playerId, won))) return false;
      rows.markGiven(playerId);
      return true;
    };
    const results = await Promise.allSettled(owed.map(give));
    if (!results.some((result) => result.status === 'fulfilled' && result.value)) return false;
  }
}
