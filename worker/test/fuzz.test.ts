import { env } from 'cloudflare:workers';
import { OPERATIONS, PROBLEM_CODES } from '@roundgate/contract';
import { diceOf, mutated, seedOf } from '@roundgate/contract/vectors/mutate.ts';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { anyone, asPlayer, certify, launch, signed } from './client.ts';
import { FakePartners } from './fake-partners.ts';

beforeAll(() => certify());
beforeEach(() => new FakePartners().install());

const seed = seedOf(env.TEST_SEED);
const ROUNDS = 25;
const keyOf = {
  operator: 'key-op-lantern',
  studio: 'key-st-harbour',
  platform: 'key-compliance',
  studio_or_platform: 'key-st-harbour',
  partner: 'key-op-lantern',
} as const;
const operations = Object.values(OPERATIONS).filter(
  (operation) => operation.server === 'gateway' && operation.method !== 'GET' && 'request' in operation,
);

it.each(operations.map((operation) => [operation.id, operation] as const))(
  `%s answers any body with its own answer or a problem of the list, never with a fault of ours (seed ${seed})`,
  async (_, operation) => {
    const dice = diceOf(seed);
    const player = await launch();
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
      name === 'player_id' ? player.playerId : 'x-1',
    );
    const send = (body: unknown) =>
      operation.auth === 'player'
        ? asPlayer(player.token, operation.method, path, body)
        : operation.auth === 'none'
          ? anyone(operation.method, path, body)
          : signed(keyOf[operation.auth], operation.method, path, body);
    for (let round = 0; round < ROUNDS; round += 1) {
      const body = mutated('request' in operation.examples ? operation.examples.request : {}, dice);
      const answer = await send(JSON.parse(JSON.stringify(body ?? null)));
      const where = `seed ${seed}, round ${round}: ${answer.text.slice(0, 300)}`;
      expect(answer.status === 503 || answer.status < 500, where).toBe(true);
      if (answer.status >= 400) expect(PROBLEM_CODES, where).toContain(answer.body.code);
    }
  },
);
