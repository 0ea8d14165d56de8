import { expect, it } from 'vitest';
import { RollingMeter } from './rolling-meter.ts';

it('a meter counts up to what was told, without ever showing more or going back', () => {
  const meter = new RollingMeter(1_000, 0);
  let toldMinor = 1_000;
  let beforeMinor = 0;
  for (let nowMs = 0; nowMs < 5_000; nowMs += 50) {
    if (nowMs % 700 === 0) {
      toldMinor += 37;
      meter.tell(toldMinor, nowMs);
    }
    const shown = meter.at(nowMs);
    expect(shown).toBeLessThanOrEqual(toldMinor);
    expect(shown).toBeGreaterThanOrEqual(beforeMinor);
    expect(Number.isInteger(shown)).toBe(true);
    beforeMinor = shown;
  }
  expect(meter.at(9_000)).toBe(toldMinor);
});

it('a meter that was won starts again at once', () => {
  const meter = new RollingMeter(90_000, 0);
  meter.tell(5_000, 10);
  expect(meter.at(10)).toBe(5_000);
});
