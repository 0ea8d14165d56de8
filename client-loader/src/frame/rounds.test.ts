import { money, type RoundView } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import type { Answer } from './api.ts';
import { BetMemory } from './memory.ts';
import { playRound, type RoundTools } from './rounds.ts';

type Call = { method: string; path: string; body: unknown };

/** A gateway that answers from a list, and a clock that only pauses move. */
function setting(answers: Answer<RoundView>[]) {
  const calls: Call[] = [];
  let nowMs = 0;
  const memory = new BetMemory('test', undefined);
  const tools: RoundTools = {
    api: {
      call: async <T>(method: 'GET' | 'POST', path: string, body?: unknown) => {
        calls.push({ method, path, body });
        nowMs += 10;
        return (answers.length > 1 ? answers.shift() : answers[0]) as unknown as Answer<T>;
      },
    },
    memory,
    now: () => nowMs,
    pause: async (ms) => {
      nowMs += ms;
    },
    onWaiting: () => {},
  };
  return { calls, tools, memory };
}

const offline: Answer<RoundView> = { ok: false, code: 'OFFLINE', retryAfterMs: null };
const pending: Answer<RoundView> = {
  ok: true,
  status: 202,
  body: { status: 'pending', code: 'ROUND_PENDING', round_id: 'rnd-test0001', poll: '', retry_after_ms: 1 },
};
const finished = { ok: true, status: 200, body: { status: 'finished' } } as unknown as Answer<RoundView>;
const refused = (code: 'INSUFFICIENT_FUNDS' | 'RG_BLOCKED'): Answer<RoundView> => ({
  ok: false,
  code,
  retryAfterMs: null,
});

describe('a spin', () => {
  it('is free when it names the packet that pays for it, and cash when it names none', async () => {
    const { calls, tools } = setting([finished]);
    const stake = money(100, 'EUR');
    await playRound('rnd-test0001', { stake, grant_id: 'fs-gift', spin_type: 'free' }, tools);
    await playRound('rnd-test0002', { stake }, tools);
    expect(calls.map(({ body }) => body)).toMatchObject([
      { spin_type: 'free', grant_id: 'fs-gift', stake },
      { spin_type: 'cash', stake },
    ]);
  });

  it('sends the very same request again when nobody knows whether it arrived', async () => {
    const { calls, tools } = setting([offline, offline, finished]);
    expect((await playRound('rnd-test0001', { stake: money(100, 'EUR') }, tools)).ok).toBe(true);
    expect(calls).toHaveLength(3);
    expect(new Set(calls.map((call) => JSON.stringify(call))).size).toBe(1);
  });

  it('is told with what started it', async () => {
    const { calls, tools } = setting([finished]);
    await playRound('rnd-test0001', { stake: money(100, 'EUR'), uses: ['autoplay'] }, tools);
    expect(calls[0]).toMatchObject({ body: { uses: ['autoplay'] } });
  });

  it('polls a round in flight instead of sending it again', async () => {
    const { calls, tools } = setting([pending, pending, finished]);
    expect((await playRound('rnd-test0001', { stake: money(100, 'EUR') }, tools)).ok).toBe(true);
    expect(calls.map((call) => call.method)).toEqual(['POST', 'GET', 'GET']);
  });

  it('remembers its id before the request leaves, and until its end was seen', async () => {
    const { tools, memory } = setting([finished]);
    await playRound('rnd-test0001', { stake: money(100, 'EUR') }, tools);
    expect(memory.pending?.roundId).toBe('rnd-test0001');
    memory.forget('rnd-test0001');
    expect(memory.pending).toBeNull();
  });

  it('ends at once on a refusal, and forgets the bet that was not taken', async () => {
    const { calls, tools, memory } = setting([refused('INSUFFICIENT_FUNDS')]);
    const end = await playRound('rnd-test0001', { stake: money(100, 'EUR') }, tools);
    expect(end).toEqual({ ok: false, fault: { code: 'INSUFFICIENT_FUNDS', retry_after_ms: null } });
    expect(calls).toHaveLength(1);
    expect(memory.pending).toBeNull();
  });

  it('is pending, not failed, when no answer comes for a minute, and its bet stays remembered', async () => {
    const { tools, memory } = setting([offline]);
    const end = await playRound('rnd-test0001', { stake: money(100, 'EUR') }, tools);
    expect(end).toMatchObject({ ok: false, fault: { code: 'PENDING' } });
    expect(memory.pending?.roundId).toBe('rnd-test0001');
  });
});
