import { type HeldRound, heldRounds } from '../domain/rounds/held.ts';
import type { Round } from '../domain/rounds/round.ts';

/** What was told last, and whether it has left. */
export interface HeldTold {
  readonly version: number;
  readonly told: string;
  readonly sent: boolean;
}

/** What telling needs. */
export interface HeldTools {
  readonly read: () => HeldTold;
  readonly write: (told: HeldTold) => void;
  readonly send: (version: number, rounds: readonly HeldRound[]) => Promise<void>;
}

/**
 * Tells the ledger which rounds are interrupted, when that has changed: all of them, with a version, so that a telling
 * may be lost, repeated or late. Called by the alarm, which no spin waits for.
 */
export async function tellHeld(open: readonly Round[], { read, write, send }: HeldTools): Promise<void> {
  const rounds = heldRounds(open);
  const told = JSON.stringify(rounds);
  const last = read();
  if (last.sent && last.told === told) return;
  const version = last.version + 1;
  write({ version, told, sent: false });
  await send(version, rounds);
  write({ version, told, sent: true });
}
