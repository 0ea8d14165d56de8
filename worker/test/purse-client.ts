import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { matchWallet, money, type Problem, reconcile, type Statement } from '@roundgate/contract';
import { sha256Hex } from '../src/sha256.ts';
import { type Answer, createSession, launch, objectOf, type Player, signed } from './client.ts';
import type { FakePartners } from './fake-partners.ts';

/** The operator of the tests whose wallet is of kind transfer. */
export const OPERATOR = 'op-purse';

/** Who an object belongs to. */
export type Owner = Pick<Player, 'operatorId' | 'playerId'>;

export const newPlayer = (): string => `p-${crypto.randomUUID()}`;

/** A session that brought so much money in, opened and launched. */
export const launchWith = (minor: number, playerId = newPlayer()): Promise<Player> =>
  launch(playerId, { transfer_in: money(minor, 'EUR') }, OPERATOR);

/** A session that asked for so much money, opened and not launched. */
export const openWith = (minor: number, playerId: string) =>
  createSession(OPERATOR, playerId, { transfer_in: money(minor, 'EUR') });

/** The operator ends a session. */
export const end = ({ playerId, sessionId }: Player) =>
  signed(`key-${OPERATOR}`, 'POST', `/v1/sessions/${sessionId}/end`, {
    player_id: playerId,
    reason: 'test',
  });

/** One part of a statement. */
export const statementPart = (
  { playerId, sessionId }: Pick<Player, 'playerId' | 'sessionId'>,
  query = '',
): Promise<Answer<Statement & Problem>> =>
  signed(`key-${OPERATOR}`, 'GET', `/v1/sessions/${sessionId}/statement?player_id=${playerId}${query}`);

/** The whole statement of a session, in parts of so many rows. */
export async function statementOf(
  session: Pick<Player, 'playerId' | 'sessionId'>,
  limit = 1_000,
): Promise<Statement[]> {
  const parts: Statement[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const part: Answer<Statement & Problem> = await statementPart(
      session,
      `&after_seq=${after}&limit=${limit}`,
    );
    if (part.status !== 200) throw new Error(`getStatement: ${part.text}`);
    parts.push(part.body);
    after = part.body.next_after_seq;
  }
  return parts;
}

/** What is wrong between a session's statement and the wallet's own books, in all that a partner can check. */
export async function faultsOf(
  session: Pick<Player, 'playerId' | 'sessionId'>,
  wallet: FakePartners,
): Promise<string[]> {
  const parts = await statementOf(session);
  const last = parts.at(-1);
  const rows = wallet.ledger.map(({ key, kind, amountMinor }) => ({
    transaction_id: key,
    amount_minor: kind === 'transfer_in' ? -amountMinor : amountMinor,
  }));
  return [...reconcile(sha256Hex, parts), ...(last ? matchWallet(last, rows) : ['no statement'])];
}

/** Rings the alarm until the statement of a session says that its money went back, or fails. */
export async function drainOut(session: Player): Promise<Statement> {
  for (let ring = 0; ring < 20; ring += 1) {
    const { body } = await statementPart(session);
    if (body.transfer_out?.closed_at) return body;
    await runDurableObjectAlarm(objectOf(session));
  }
  throw new Error('the money did not go back within 20 alarms');
}

/** Runs SQL in a player's object, as time or a fault would have left it. */
export const inStore = <T>(owner: Owner, work: (state: DurableObjectState) => T): Promise<T> =>
  runInDurableObject(objectOf(owner), (_, state) => work(state));

/** Makes a session as old as if its time had passed. */
export const expire = async (session: Player): Promise<void> => {
  await inStore(session, (state) => {
    const change = "UPDATE sessions SET data = json_set(data, '$.expiresAtMs', 1) WHERE session_id = ?";
    state.storage.sql.exec(change, session.sessionId);
  });
  // What an instance has read, it remembers: the next one reads the row anew.
  await abortAllDurableObjects();
};

/** A promise with its release, for a partner that answers when the test says so. */
export function gate(): { hold: Promise<void>; release: () => void } {
  let release = (): void => {};
  const hold = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { hold, release };
}

/** What sessions brought back to a wallet, movement by movement. */
export const outMinor = (wallet: FakePartners): number[] =>
  wallet.ledger.filter(({ kind }) => kind === 'transfer_out').map(({ amountMinor }) => amountMinor);
