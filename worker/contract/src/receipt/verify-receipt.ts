import { EMPTY_CHAIN, linkEvent, type Sha256 } from '../audit/chain.ts';
import type { SeedCommitment } from '../operations/rgs-list-seeds.ts';
import type { RoundResult } from '../rounds.ts';
import {
  openEnvelope,
  type RootDocument,
  type RootPins,
  type Signed,
  signersOf,
  type TrustEnvelope,
  TrustFault,
  verifyRoots,
} from '../trust/index.ts';
import { readReceipt, resultDigest } from './receipt-bytes.ts';
import type { RoundReceipt } from './round-receipt.ts';

/** One thing that was checked: what it came to, in words that a player's lawyer can read. */
export interface ReceiptCheck {
  readonly name:
    | 'root'
    | 'signature'
    | 'form'
    | 'time'
    | 'chain'
    | 'event'
    | 'money'
    | 'result'
    | 'draw'
    | 'seed'
    | 'redraw';
  readonly ok: boolean;
  readonly detail: string;
}

/** What came of a verification; the receipt itself as soon as its signature holds. */
export interface ReceiptVerdict {
  readonly checks: readonly ReceiptCheck[];
  readonly receipt: RoundReceipt | null;
}

/** What a receipt is verified with. */
export interface ReceiptEvidence {
  readonly receipt: TrustEnvelope;
  readonly roots: readonly TrustEnvelope[];
  readonly pins: RootPins;
  /** The round as it was told to the player. */
  readonly result: RoundResult | undefined;
  /** The game server's published commitments, for comparing the one of the receipt. */
  readonly seeds: readonly SeedCommitment[] | undefined;
}

const good = (name: ReceiptCheck['name'], detail: string): ReceiptCheck => ({ name, ok: true, detail });
const bad = (name: ReceiptCheck['name'], detail: string): ReceiptCheck => ({ name, ok: false, detail });
const verdictOn = (name: ReceiptCheck['name'], faults: readonly string[], detail: string): ReceiptCheck =>
  faults.length === 0 ? good(name, detail) : bad(name, faults.join('; '));

const faultOf = (error: unknown): string => {
  if (error instanceof TrustFault) return `${error.code}: ${error.what}`;
  throw error;
};

async function checkRoot({ roots, pins }: ReceiptEvidence): Promise<RootDocument | ReceiptCheck> {
  try {
    return (await verifyRoots(roots, pins)).document;
  } catch (error) {
    return bad('root', `the chain of roots is not to be believed (${faultOf(error)})`);
  }
}

/** Who of the root's `status` role signed; the same key signs receipts, under a payload type of their own. */
async function checkSignature(signed: Signed, root: RootDocument): Promise<ReceiptCheck> {
  const { keyids, threshold } = root.roles.status;
  const signers = await signersOf(signed, root.keys, keyids);
  if (signers.length >= threshold)
    return good('signature', `holds, by ${signers.join(', ')}, status key of the root`);
  const named = signed.signatures.map(({ keyid }) => keyid);
  return named.some((id) => keyids.includes(id))
    ? bad(
        'signature',
        `does not hold: a byte of the document, or of the signature by ${named.join(', ')}, was changed`,
      )
    : bad(
        'signature',
        `is by ${named.join(', ')}, which root v${root.version} does not name as its status key`,
      );
}

function checkTime({ issued_at, round }: RoundReceipt, root: RootDocument): ReceiptCheck {
  const { accepted_at, closed_at } = round;
  const faults = [
    ...(accepted_at > closed_at ? ['closed before it was accepted'] : []),
    ...(closed_at > issued_at ? ['issued before the round was closed'] : []),
    ...(issued_at >= root.expires_at ? [`issued when root v${root.version} had expired`] : []),
  ];
  return verdictOn('time', faults, `accepted ${accepted_at}, closed ${closed_at}, issued ${issued_at}`);
}

function checkChain({ chain }: RoundReceipt, sha256: Sha256): ReceiptCheck {
  const { seq, prev_hash, hash, event } = chain;
  const isFirst = prev_hash === EMPTY_CHAIN.hash;
  const faults = [
    ...(linkEvent(sha256, { seq: seq - 1, hash: prev_hash }, event).hash === hash
      ? []
      : [`the hash of link ${seq} is not that of its event`]),
    ...(isFirst === (seq === 1) ? [] : [`link ${seq} cannot follow ${isFirst ? 'nothing' : 'another link'}`]),
  ];
  return verdictOn('chain', faults, `link ${seq}, ${hash.slice(0, 16)}…, follows ${prev_hash.slice(0, 16)}…`);
}

/** The names of the fields in which two records differ. */
const differing = (left: object, right: object): string[] =>
  Object.entries(left)
    .filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify((right as Record<string, unknown>)[name]),
    )
    .map(([name]) => name);

function checkEvent({ chain, round, ...receipt }: RoundReceipt): ReceiptCheck {
  const { operator_id, player_id, session_id, game_id, build_hash, rtp_profile } = receipt;
  const { round_id, spin_id, spin_type, stake, win, closed_at } = round;
  const told = {
    ...{ type: 'spin_finished', ts: closed_at, operator_id, player_id, session_id, game_id, build_hash },
    ...{ rtp_profile, round_id, spin_id, spin_type, stake, win },
  };
  const faults = differing(told, chain.event).map((name) => `${name} is another in the chain`);
  return verdictOn('event', faults, `the chain tells the same of ${round_id}: build, stake, win`);
}

/** One debit of the stake where the spin was paid, one credit of the win where there was one, all under the round's key. */
function checkMoney({ round, money }: RoundReceipt): ReceiptCheck {
  const legs = (leg: 'debit' | 'credit') => money.filter((one) => one.leg === leg);
  const sum = (leg: 'debit' | 'credit') =>
    legs(leg).reduce((total, { amount }) => total + amount.amount_minor, 0);
  const { stake, win, jackpot, spin_id, spin_type } = round;
  const won = win.amount_minor + (jackpot?.amount.amount_minor ?? 0);
  const owed = spin_type === 'cash' ? stake.amount_minor : 0;
  const key = spin_id.slice('spin-'.length);
  const faults = [
    ...(sum('debit') === owed ? [] : [`debits of ${sum('debit')} for a stake of ${owed}`]),
    ...(sum('credit') === won ? [] : [`credits of ${sum('credit')} for a win of ${won}`]),
    ...(legs('debit').length > 1 ? ['more than one debit'] : []),
    ...(new Set(money.map((leg) => leg.transaction_id)).size === money.length
      ? []
      : ['one key for two movements']),
    ...money
      .filter((leg) => !leg.transaction_id.startsWith(`${key}:`))
      .map((leg) => `${leg.transaction_id} is not a key of this round`),
    ...money
      .filter(({ amount }) => amount.currency !== stake.currency)
      .map((leg) => `${leg.transaction_id} is in another currency`),
  ];
  return verdictOn('money', faults, `${owed} taken, ${won} paid, in minor units of ${stake.currency}`);
}

function checkResult(receipt: RoundReceipt, result: RoundResult, sha256: Sha256): ReceiptCheck {
  const { game_id, build_hash, session_id, round } = receipt;
  const { round_id, spin_id, spin_type, stake, win, jackpot, features, drawn_at } = round;
  const told = {
    game_id,
    build_hash,
    session_id,
    round_id,
    spin_id,
    spin_type,
    stake,
    win,
    jackpot,
    features,
    drawn_at,
  };
  const faults = [
    ...differing(told, result).map((name) => `${name} of the result is another`),
    ...(resultDigest(sha256, result.events) === round.events_sha256
      ? []
      : ['the events are not those that were signed']),
  ];
  return verdictOn('result', faults, `${result.events.length} events, the very ones that were signed`);
}

function checkDraw({ draw }: RoundReceipt): ReceiptCheck {
  if (!draw)
    return good('draw', 'not in it: the game server could not draw the round again when this was issued');
  const { mechanics_version, seed_id, seed_commitment } = draw;
  return good(
    'draw',
    `drawn again as this was issued, by ${mechanics_version}, ${seed_id}, promised as ${seed_commitment ?? 'nothing'}`,
  );
}

/** The seed's promise as the game server publishes it; once it is revealed, that it was kept. */
function checkSeed(
  { draw }: RoundReceipt,
  seeds: readonly SeedCommitment[],
  sha256OfHex: Sha256,
): ReceiptCheck[] {
  if (!draw) return [];
  const found = seeds.find(({ seed_id }) => seed_id === draw.seed_id);
  if (!found) return [bad('seed', `${draw.seed_id} is not among the published seeds`)];
  if (found.commitment !== draw.seed_commitment)
    return [bad('seed', `${draw.seed_id} is published with another commitment`)];
  if (found.draw_root === null)
    return [good('seed', `${draw.seed_id} is published with this commitment, and not revealed yet`)];
  return [
    `sha256:${sha256OfHex(found.draw_root)}` === found.commitment
      ? good('seed', `${draw.seed_id} is revealed, and is the one that was promised`)
      : bad('seed', `${draw.seed_id} is revealed, and is not the one that was promised`),
  ];
}

/** Hashes that a verifier brings along: of a text, and of bytes that are written in hex. */
export interface ReceiptHashes {
  readonly ofText: Sha256;
  readonly ofHex: Sha256;
}

/**
 * Verifies a receipt without a network: from the pinned keys of the root down to the last field, each check with what it
 * found. What rests on a check that failed is not gone into; all others are.
 */
export async function checkReceipt(
  evidence: ReceiptEvidence,
  { ofText, ofHex }: ReceiptHashes,
): Promise<ReceiptVerdict> {
  const root = await checkRoot(evidence);
  if ('ok' in root) return { checks: [root], receipt: null };
  const checks = [good('root', `v${root.version}, from the pinned keys on`)];
  let signed: Signed;
  try {
    signed = openEnvelope('receipt', evidence.receipt);
  } catch (error) {
    return {
      checks: [...checks, bad('signature', `there is no receipt in it (${faultOf(error)})`)],
      receipt: null,
    };
  }
  const signature = await checkSignature(signed, root);
  if (!signature.ok) return { checks: [...checks, signature], receipt: null };
  const receipt = readReceipt(signed.payload);
  if (typeof receipt === 'string')
    return { checks: [...checks, signature, bad('form', receipt)], receipt: null };
  const { result, seeds } = evidence;
  return {
    receipt,
    checks: [
      ...checks,
      signature,
      good('form', receipt.format),
      checkTime(receipt, root),
      checkChain(receipt, ofText),
      checkEvent(receipt),
      checkMoney(receipt),
      ...(result ? [checkResult(receipt, result, ofText)] : []),
      checkDraw(receipt),
      ...(seeds ? checkSeed(receipt, seeds, ofHex) : []),
    ],
  };
}
