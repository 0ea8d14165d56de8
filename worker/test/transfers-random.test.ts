import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { matchWallet, reconcile } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../src/sha256.ts';
import { randomOf, TransferWorld } from './transfer-world.ts';

const SCHEDULES = 80;
const STEPS = 60;
const BATCH = env.TEST_SEED === '' ? Date.now() % 1_000_000 : Number(env.TEST_SEED);

/** Everything that can go on by itself has gone on. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** What a person, an alarm or a fault does next. */
async function step(world: TransferWorld, random: () => number, index: number): Promise<void> {
  const what = random();
  if (what < 0.14) world.spin(`rnd-${String(Math.floor(random() * 6)).padStart(8, '0')}`, 100);
  else if (what < 0.2) world.ring();
  else if (what < 0.26) world.crash();
  else if (what < 0.29 && index > STEPS / 2) world.end();
  else if (what < 0.34) world.nowMs += Math.floor(random() * 40_000);
  else world.release();
  await settle();
}

/** Faults are over: alarms ring until the session's money is where it belongs. */
async function finish(world: TransferWorld, openRounds: () => number): Promise<void> {
  world.faulty = false;
  world.crash();
  world.end();
  for (let ring = 0; ring < 60; ring += 1) {
    const { purse } = world;
    const left = purse?.in.state === 'REFUSED' || purse?.out?.closedAtMs;
    if (left && openRounds() === 0) return;
    world.ring();
    await settle();
    for (let turn = 0; turn < 50 && world.waiting > 0; turn += 1) {
      world.release();
      await settle();
    }
    world.nowMs += 61_000;
  }
  throw new Error('the money is not back after 60 alarms');
}

/** Rounds whose end and whose rows do not agree. */
const ORPHANS = `SELECT round_id FROM rounds WHERE (state = 'SETTLED')
    <> EXISTS (SELECT 1 FROM ledger WHERE ledger.round_id = rounds.round_id AND kind = 'debit')
  UNION SELECT round_id FROM ledger WHERE round_id IS NOT NULL
    AND round_id NOT IN (SELECT round_id FROM rounds WHERE state = 'SETTLED')`;

async function play(seed: number, { storage }: DurableObjectState): Promise<string[]> {
  const random = randomOf(seed);
  const world = new TransferWorld(storage, random);
  world.open(Math.floor(random() * 5) * 100);
  for (let index = 0; index < STEPS; index += 1) await step(world, random, index);
  const openRounds = () =>
    storage.sql
      .exec<{ count: number }>('SELECT count(*) AS count FROM rounds WHERE closed_at_ms IS NULL')
      .one().count;
  await finish(world, openRounds);
  const statement = world.statement();
  if (!statement.ok) return ['there is no statement'];
  const orphans = storage.sql.exec<{ round_id: string }>(ORPHANS).toArray();
  return [
    ...world.violations,
    ...reconcile(sha256Hex, [statement.value]),
    ...matchWallet(statement.value, world.books),
    ...orphans.map(({ round_id }) => `${round_id}: its end and its rows do not agree`),
  ];
}

describe('a session under losses, delays, refusals and crashes at any await', () => {
  it(`gives back every unit, in ${SCHEDULES} schedules of seed ${BATCH}`, async () => {
    let settled = 0;
    for (let schedule = 0; schedule < SCHEDULES; schedule += 1) {
      const seed = BATCH * 1_000 + schedule;
      const object = env.PLAYER.getByName(`op-random/${seed}`);
      const faults = await runInDurableObject(object, async (_, state) => {
        const found = await play(seed, state).catch((error: unknown) => [String(error)]);
        const query = "SELECT count(*) AS count FROM rounds WHERE state = 'SETTLED'";
        settled += state.storage.sql.exec<{ count: number }>(query).one().count;
        return found;
      });
      expect(faults, `seed ${seed}: SEED=${BATCH}, schedule ${schedule}`).toEqual([]);
    }
    // A batch in which nobody could play would prove nothing.
    expect(settled).toBeGreaterThan(SCHEDULES / 2);
  }, 120_000);
});
