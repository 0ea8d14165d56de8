/** What one book knows of the spins that were played in money: amounts are minor units of one currency. */
export interface SpinFigures {
  readonly spins: number;
  readonly eligible: number;
  readonly turnoverMinor: number;
  readonly ggrMinor: number;
  readonly jackpotContribMinor: number;
  readonly bonusCostMinor: number;
}

/** The money that went over the operator's wallet, or that chains say must have gone. */
export interface MoneyFigures {
  readonly debitedMinor: number;
  readonly creditedMinor: number;
}

/** A meter's own account beside what the chains say of it. */
export interface MeterFigures {
  readonly jackpotId: string;
  readonly contributedMinor: number;
  readonly seedsMinor: number;
  readonly meterMinor: number;
  readonly reserveMinor: number;
  readonly paidMinor: number;
  readonly chainContributedMinor: number;
  readonly chainWonMinor: number;
}

/** Everything that is held against one another after a run under load. */
export interface LoadBooks {
  /** Players whose wallet and chain do not tell the same money, by id. */
  readonly playersApart: readonly string[];
  readonly wallet: MoneyFigures;
  readonly chainMoney: MoneyFigures;
  readonly chain: SpinFigures;
  readonly report: SpinFigures;
  readonly invoice: SpinFigures;
  /** What the invoice asks for, and what its contract makes of the report. */
  readonly dueMinor: number;
  readonly expectedDueMinor: number;
  /** Contributions of test accounts: in the meters, and in no report. */
  readonly testContribMinor: number;
  readonly meters: readonly MeterFigures[];
  /** Rounds that players were told are finished, and those of them that no chain tells with this stake and win. */
  readonly roundsTold: number;
  readonly toldApart: number;
  readonly answersDiffer: number;
  /** Chains that are not whole up to their source's own head. */
  readonly gaps: number;
  readonly duplicatesApplied: number;
  readonly packetsApart: readonly string[];
  readonly p999BusAgeMs: number;
}

/** What a command under load says of its books, and a sentence for each thing that does not hold. */
export interface Verdict {
  readonly reportEqualsLedger: boolean;
  readonly invoiceEqualsReport: boolean;
  readonly jackpotConserved: boolean;
  readonly faults: readonly string[];
}

/** The bus may take this long (spec E1). */
export const BUS_WITHIN_MS = 60_000;

/** Each figure that differs, as a part of a sentence. */
const apart = <T extends object>(left: string, one: T, right: string, other: T): string[] =>
  Object.entries(one)
    .filter(([name, value]) => value !== other[name as keyof T])
    .map(
      ([name, value]) => `${name}: ${left} says ${value}, ${right} says ${String(other[name as keyof T])}`,
    );

function meterFaults(meter: MeterFigures): string[] {
  const { jackpotId, contributedMinor, seedsMinor, meterMinor, reserveMinor, paidMinor } = meter;
  const came = contributedMinor + seedsMinor;
  const is = meterMinor + reserveMinor + paidMinor;
  return [
    ...(came === is ? [] : [`${jackpotId}: ${came} came in, ${is} is there or was paid`]),
    ...(contributedMinor === meter.chainContributedMinor
      ? []
      : [`${jackpotId}: the pool was given ${contributedMinor}, the chains ${meter.chainContributedMinor}`]),
    ...(paidMinor === meter.chainWonMinor
      ? []
      : [`${jackpotId}: the pool paid ${paidMinor}, the chains tell of ${meter.chainWonMinor}`]),
  ];
}

function jackpotFaults({ meters, report, testContribMinor }: LoadBooks): string[] {
  const contributed = meters.reduce((sum, meter) => sum + meter.contributedMinor, 0);
  const reported = report.jackpotContribMinor + testContribMinor;
  return [
    ...meters.flatMap(meterFaults),
    ...(contributed === reported
      ? []
      : [`the meters were given ${contributed}, report and test accounts tell of ${reported}`]),
  ];
}

const times = (count: number, what: string): string[] => (count === 0 ? [] : [`${count} ${what}`]);

/** Holds every book against the next, to the unit. Pure: the command only reads and prints. */
export function judge(books: LoadBooks): Verdict {
  const ledger = [
    ...books.playersApart.map((player) => `${player}: wallet and chain do not tell the same money`),
    ...apart('the wallet', books.wallet, 'the chains', books.chainMoney),
    ...apart('the report', books.report, 'the chains', books.chain),
  ];
  const invoice = [
    ...apart('the invoice', books.invoice, 'the report', books.report),
    ...(books.dueMinor === books.expectedDueMinor
      ? []
      : [`the invoice asks for ${books.dueMinor}, its contract comes to ${books.expectedDueMinor}`]),
  ];
  const jackpots = jackpotFaults(books);
  const rest = [
    ...times(books.toldApart, `of ${books.roundsTold} rounds that players saw end are not so in a chain`),
    ...times(books.answersDiffer, 'repeated requests were answered otherwise than before'),
    ...times(books.gaps, 'chains are not whole in the write-once store'),
    ...times(books.duplicatesApplied, 'movements or spins were applied twice'),
    ...books.packetsApart,
    ...(books.p999BusAgeMs < BUS_WITHIN_MS
      ? []
      : [`99.9 % of events took ${books.p999BusAgeMs} ms to the ledger, not under ${BUS_WITHIN_MS}`]),
  ];
  return {
    reportEqualsLedger: ledger.length === 0,
    invoiceEqualsReport: invoice.length === 0,
    jackpotConserved: jackpots.length === 0,
    faults: [...ledger, ...invoice, ...jackpots, ...rest],
  };
}
