import type { LedgerFact, PlayerHistory, RoundFact, Violation } from './history.ts';

const TAKES: ReadonlySet<string> = new Set(['debit', 'bet_win']);
const isTaking = (row: LedgerFact): boolean => TAKES.has(row.kind);

/** What a row did to the player's money. A rollback of `bet_win` gives the stake back and takes the win. */
export const effectMinor = ({ kind, amountMinor, winMinor }: LedgerFact): number =>
  kind === 'debit' ? -amountMinor : kind === 'bet_win' ? winMinor - amountMinor : amountMinor;

export const byRound = <T extends { readonly roundId: string }>(facts: readonly T[]): Map<string, T[]> =>
  Map.groupBy(facts, ({ roundId }) => roundId);

const CLOSED_WITHOUT_BET: ReadonlySet<string> = new Set(['REJECTED', 'DECLINED', 'CANCELLED']);

/**
 * The nets that a round may have now, by its state: 0, or −stake + win + jackpot, never anything else; a free round has no
 * stake (spec W5, F1).
 */
function allowedNets(
  { state, isFree, stakeMinor: betMinor, winMinor, jackpotMinor = 0 }: RoundFact,
  drawnWinMinor: number | undefined,
): number[] {
  const stakeMinor = isFree ? 0 : betMinor;
  if (state === 'SETTLED') return [(winMinor ?? 0) + jackpotMinor - stakeMinor];
  if (CLOSED_WITHOUT_BET.has(state)) return [0];
  const win = winMinor ?? drawnWinMinor;
  return [0, 0 - stakeMinor, ...(win === undefined ? [] : [win + jackpotMinor - stakeMinor])];
}

function checkCounts({ roundId, isFree }: RoundFact, rows: readonly LedgerFact[]): Violation[] {
  const count = (test: (row: LedgerFact) => boolean): number => rows.filter(test).length;
  const taken = count(isTaking);
  const paidLegs = new Set(rows.filter((row) => row.kind === 'credit').map((row) => row.transactionId));
  const paid = count((row) => row.kind === 'credit');
  const found: Violation[] = [];
  if (taken > 1)
    found.push({ invariant: 'one_debit', roundId, detail: `the stake was taken ${taken} times` });
  if (isFree && taken > 0)
    found.push({ invariant: 'one_debit', roundId, detail: 'the stake of a free round was taken' });
  if (paid > 1)
    found.push({ invariant: 'one_credit', roundId, detail: `${paid} credits under ${paidLegs.size} keys` });
  return found;
}

function checkOrder({ roundId, isFree }: RoundFact, rows: readonly LedgerFact[]): Violation[] {
  const at = (test: (row: LedgerFact) => boolean): number => rows.findIndex(test);
  const [taken, paid, undone] = [
    at(isTaking),
    at(({ kind }) => kind === 'credit'),
    at(({ kind }) => kind === 'rollback'),
  ];
  const found: Violation[] = [];
  if (!isFree && paid >= 0 && (taken < 0 || taken > paid))
    found.push({ invariant: 'no_win_without_stake', roundId, detail: 'a credit stands before its debit' });
  if (paid >= 0 && undone >= 0)
    found.push({
      invariant: 'no_rollback_after_credit',
      roundId,
      detail: 'both a credit and a rollback were carried out',
    });
  return found;
}

/** Two bets of one player were undecided at once: the second was accepted before the first one's stake was taken. */
function checkOneOpen(
  rounds: readonly RoundFact[],
  rows: ReadonlyMap<string, readonly LedgerFact[]>,
): Violation[] {
  const takenAtMs = (round: RoundFact) => rows.get(round.roundId)?.find(isTaking)?.atMs;
  const bets = rounds.filter((round) => takenAtMs(round) !== undefined);
  const sorted = [...bets].sort((left, right) => left.acceptedAtMs - right.acceptedAtMs);
  return sorted.flatMap((round, index) => {
    const next = sorted[index + 1];
    const overlap = next && (takenAtMs(round) ?? 0) > next.acceptedAtMs;
    return overlap
      ? [
          {
            invariant: 'one_open_round',
            roundId: next.roundId,
            detail: `accepted while ${round.roundId} was undecided`,
          },
        ]
      : [];
  });
}

/** No more is played free than was given (spec F1). */
function checkFree({ rounds, freeSpins }: PlayerHistory): Violation[] {
  const played = rounds.filter(({ isFree, state }) => isFree && !CLOSED_WITHOUT_BET.has(state)).length;
  return freeSpins === undefined || played <= freeSpins
    ? []
    : [
        {
          invariant: 'free_spins_given',
          roundId: null,
          detail: `${played} free rounds, ${freeSpins} spins were given`,
        },
      ];
}

/** Every prize that was paid stands in the chain, once, and none stands there that was not paid (spec W3, F2). */
function checkPrizes({ prizes, events, healed }: PlayerHistory): Violation[] {
  if (!prizes) return [];
  const told = events.flatMap(({ event }) => (event.type === 'bonus_award' ? [event] : []));
  const tell = (detail: string): Violation => ({ invariant: 'prize_paid_once', roundId: null, detail });
  const paid = Map.groupBy(prizes, ({ transactionId }) => transactionId);
  const toldOf = (transactionId: string) =>
    told.filter(({ transaction_id }) => transaction_id === transactionId);
  const wrong = [...paid].flatMap(([transactionId, rows]) => {
    const [event, ...others] = toldOf(transactionId);
    const isTold = event?.amount.amount_minor === rows[0]?.amountMinor && others.length === 0;
    // One that is paid and not told yet is on its way until all is healed.
    const isRight = rows.length === 1 && (isTold || (!event && !healed));
    return isRight
      ? []
      : [tell(`${transactionId}: paid ${rows.length} times, told ${others.length + (event ? 1 : 0)} times`)];
  });
  const unpaid = told.filter(({ transaction_id }) => !paid.has(transaction_id));
  return [
    ...wrong,
    ...unpaid.map(({ transaction_id }) => tell(`${transaction_id} is told and was not paid`)),
  ];
}

/** Every promise about money, held against the wallet's own ledger. */
export function checkMoney(history: PlayerHistory): Violation[] {
  const prizes = checkPrizes(history);
  if (!history.ledger) return prizes;
  const rows = byRound(history.ledger);
  const drawn = new Map(history.draws?.map((draw) => [draw.roundId, draw.winMinor]));
  const known = new Set(history.rounds.map((round) => round.roundId));
  const found: Violation[] = [];
  for (const round of history.rounds) {
    const own = rows.get(round.roundId) ?? [];
    const netMinor = own.reduce((sum, row) => sum + effectMinor(row), 0);
    if (!allowedNets(round, drawn.get(round.roundId)).includes(netMinor))
      found.push({
        invariant: 'net',
        roundId: round.roundId,
        detail: `${round.state}: stake ${round.stakeMinor}, win ${round.winMinor}, net ${netMinor}`,
      });
    found.push(...checkCounts(round, own), ...checkOrder(round, own));
  }
  for (const [roundId, own] of rows)
    if (!known.has(roundId))
      found.push({
        invariant: 'no_orphan_money',
        roundId,
        detail: `${own.length} movements without a round`,
      });
  return [...found, ...prizes, ...checkFree(history), ...checkOneOpen(history.rounds, rows)];
}
