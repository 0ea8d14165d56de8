import { describe, expect, it } from 'vitest';
import { factsOf, min, played } from '../../../test/rg-facts.ts';
import { acknowledge, checkClock } from './checks.ts';
import { rgRefusal } from './standing.ts';
import type { RgFacts } from './state.ts';

const every = (every_min: number | null, lockout_min = 0, choices_min: number[] = []) => ({
  reality_check: { every_min, choices_min, lockout_min },
});
const read = (facts: RgFacts, atMs: number): RgFacts => {
  const { due } = checkClock(facts, atMs);
  return { ...facts, ...acknowledge(facts, due?.checkId ?? '', atMs) };
};
const refusedAt = (facts: RgFacts, atMs: number) => rgRefusal(facts, 100, atMs);

describe('a reality check', () => {
  it('keeps rounds out from its minute on until it is acknowledged, and counts anew from there', () => {
    const facts = factsOf(every(60));
    expect(refusedAt(facts, min(60) - 1)).toBeUndefined();
    expect(refusedAt(facts, min(60))).toMatchObject({ code: 'RG_CHECK_DUE' });
    const after = read(facts, min(75));
    expect(refusedAt(after, min(75))).toBeUndefined();
    expect(checkClock(after, min(80)).nextMs).toBe(min(135));
    expect(refusedAt(after, min(135))).toMatchObject({ code: 'RG_CHECK_DUE' });
  });

  it('with a lock keeps them out for its minutes too, however soon it is acknowledged', () => {
    const facts = read(factsOf(every(60, 5)), min(61));
    expect(refusedAt(facts, min(62))).toMatchObject({
      code: 'RG_CHECK_DUE',
      facts: { retry_after_ms: 3 * 60_000 },
    });
    expect(checkClock(facts, min(62)).due?.acknowledged).toBe(true);
    expect(refusedAt(facts, min(65))).toBeUndefined();
    expect(checkClock(facts, min(65)).nextMs).toBe(min(121));
  });

  it('with a lock that is over still waits for its acknowledgement', () => {
    const facts = factsOf(every(60, 5));
    expect(refusedAt(facts, min(90))).toMatchObject({ code: 'RG_CHECK_DUE' });
    expect(refusedAt(facts, min(90))?.facts?.retry_after_ms).toBeUndefined();
    expect(refusedAt(read(facts, min(90)), min(90))).toBeUndefined();
  });

  it('is not there while the player who chooses it has not chosen, and then at the choice', () => {
    const facts = factsOf(every(null, 0, [15, 30]));
    expect(checkClock(facts, min(600))).toEqual({ due: null, nextMs: null });
    const chosen = { ...facts, own: { ...facts.own, realityMin: 15 } };
    expect(refusedAt(chosen, min(15))).toMatchObject({ code: 'RG_CHECK_DUE' });
  });

  it('is acknowledged once, and by its own id only', () => {
    const facts = factsOf(every(60, 5));
    expect(acknowledge(facts, 'rc-1', min(60))).toBeUndefined();
    expect(acknowledge(read(facts, min(60)), `rc-${min(60)}`, min(61))).toBeUndefined();
    expect(acknowledge(facts, `rc-${min(60)}`, min(59))).toBeUndefined();
  });
});

describe('a rest', () => {
  const rest = { rest: { after_min: 120, for_min: 15, gap_min: 15 } };

  it('is due once play without a long gap has lasted its minutes, and is over by its time alone', () => {
    const facts = played(factsOf(rest), 100, 0, min(119));
    expect(checkClock(facts, min(119)).nextMs).toBe(min(120));
    const due = refusedAt(facts, min(121));
    expect(due).toMatchObject({ code: 'RG_CHECK_DUE', facts: { retry_after_ms: 13 * 60_000 } });
    expect(refusedAt(facts, min(134))).toBeUndefined();
  });

  it('is counted from the end of play where that came before it was due', () => {
    const facts = played(factsOf(rest), 100, 0, min(110));
    expect(checkClock(facts, min(121)).due?.lockedUntilMs).toBe(min(125));
    expect(refusedAt(facts, min(125))).toBeUndefined();
  });

  it('is not due to one who made the gap himself', () => {
    const facts = played(factsOf(rest), 100, 0, min(100));
    expect(checkClock(facts, min(120)).due).toBeNull();
  });

  it('comes before a reality check that is due too', () => {
    const facts = played(factsOf({ ...rest, ...every(60) }), 100, 0, min(119));
    expect(checkClock(facts, min(121)).due?.kind).toBe('rest');
    expect(checkClock(facts, min(134)).due?.kind).toBe('reality_check');
  });
});
