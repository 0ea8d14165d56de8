import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import * as ids from './ids.ts';

const CASES: readonly [name: string, schema: z.ZodType, good: string[], bad: unknown[]][] = [
  [
    'GameId',
    ids.GameId,
    ['g-night-market', `g-${'a'.repeat(64)}`],
    ['g-', 'G-x', 'st-x', `g-${'a'.repeat(65)}`, 'g-é'],
  ],
  ['StudioId', ids.StudioId, ['st-harbour'], ['st-', 'harbour', 'st-a/b']],
  ['OperatorId', ids.OperatorId, ['op-lantern'], ['op lantern', 'p-ada']],
  ['PlayerId', ids.PlayerId, ['p-ada'], ['op-lantern', 'p-ada\n', 'p-../x']],
  ['SessionId', ids.SessionId, ['s-7Yk2mB'], ['st-x', 's-']],
  ['RoundId', ids.RoundId, ['rnd-12345678'], ['rnd-1234567', 'rnd-12345678 ', `rnd-${'a'.repeat(65)}`]],
  ['SpinId', ids.SpinId, ['spin-x'], ['spin-', 's-x']],
  [
    'Sha256Hex',
    ids.Sha256Hex,
    ['3f'.repeat(32)],
    ['3F'.repeat(32), '3f'.repeat(31), `sha256:${'3f'.repeat(32)}`],
  ],
  ['BuildHash', ids.BuildHash, [`sha256:${'3f'.repeat(32)}`], ['3f'.repeat(32), `sha512:${'3f'.repeat(32)}`]],
  ['Country', ids.Country, ['DE', 'CA-ON', 'US-NJ'], ['de', 'DEU', 'CA-', 'CA-ONTA', 'D']],
  ['Locale', ids.Locale, ['en', 'pt-BR', 'fil'], ['EN', 'en-us', 'en_US', 'e', 'en-USA']],
  ['RtpProfile', ids.RtpProfile, ['96', '94.5', '100', '96.12'], ['9', '96.', '96.123', 'high', '-96']],
  ['TraceId', ids.TraceId, ['a'.repeat(32)], ['A'.repeat(32), 'a'.repeat(31), 'g'.repeat(32)]],
  [
    'Timestamp',
    ids.Timestamp,
    ['2026-01-31T12:00:00.000Z', '1999-12-31T23:59:59.999Z'],
    [
      '2026-01-31T12:00:00Z',
      '2026-01-31 12:00:00.000Z',
      '2026-13-01T00:00:00.000Z',
      '2026-01-31T25:00:00.000Z',
      0,
    ],
  ],
];

describe('ids', () => {
  it.each(CASES)('%s accepts its shape and refuses others', (_name, schema, good, bad) => {
    for (const value of good) expect(schema.safeParse(value).success, String(value)).toBe(true);
    for (const value of [...bad, '', null, undefined, 7, {}])
      expect(schema.safeParse(value).success, JSON.stringify(value)).toBe(false);
  });

  it('says what an id looks like', () => {
    expect(ids.PlayerId.safeParse('ada').error?.issues[0]?.message).toContain('must look like p-…');
  });
});

describe('toTimestamp', () => {
  it('writes what Timestamp reads', () => {
    expect(ids.toTimestamp(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(ids.Timestamp.parse(ids.toTimestamp(1769860800123))).toBe('2026-01-31T12:00:00.123Z');
  });
});
