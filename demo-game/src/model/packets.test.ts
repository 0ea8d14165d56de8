import { describe, expect, it } from 'vitest';
import { leftOf, type Packet, Packets } from './packets.ts';

const packet = (grantId: string, change: Partial<Packet> = {}): Packet => ({
  ...{ grantId, kind: 'free', betMinor: 100, count: 3, used: 0, wonMinor: 0, expiresAtMs: 1_000, ...change },
});

describe('packets of free spins', () => {
  it('are offered the first to expire first, and one that was put off can still be begun', () => {
    const packets = new Packets();
    packets.hear([packet('fs-a'), packet('fs-b')]);
    expect(packets.invitation(0)?.grantId).toBe('fs-a');
    packets.putOff();
    expect(packets.invitation(0)).toBeNull();
    expect(packets.waiting(0).map(({ grantId }) => grantId)).toEqual(['fs-a', 'fs-b']);
    packets.hear([packet('fs-a'), packet('fs-b'), packet('fs-new')]);
    expect(packets.invitation(0)?.grantId).toBe('fs-new');
  });

  it('are played one spin after the other, whatever older news says meanwhile, and then the next is offered', () => {
    const packets = new Packets();
    packets.hear([packet('fs-a', { used: 1, wonMinor: 40 }), packet('fs-b')]);
    packets.start('fs-a');
    expect(packets.invitation(0)).toBeNull();
    packets.hold();
    // The gateway counts the round that runs, and the loader knows what it has won.
    packets.hear([packet('fs-a', { used: 2, wonMinor: 100 }), packet('fs-b')]);
    expect(packets.running).toMatchObject({ used: 1, wonMinor: 40 });
    packets.release(60);
    expect(packets.running).toMatchObject({ used: 2, wonMinor: 100 });
    packets.hear([packet('fs-a', { used: 1, wonMinor: 40 }), packet('fs-b')]);
    expect(packets.running).toMatchObject({ used: 2, wonMinor: 100 });
    expect(packets.settle(0)).toBeNull();
    packets.hold();
    packets.release(null);
    expect(packets.running).toMatchObject({ used: 2 });
    packets.release(0);
    expect(packets.settle(0)).toMatchObject({ end: 'finished', packet: { wonMinor: 100 } });
    expect(packets.running).toBeNull();
    expect(packets.invitation(0)?.grantId).toBe('fs-b');
  });

  it('believe another window that has played more', () => {
    const packets = new Packets();
    packets.hear([packet('fs-a')]);
    packets.start('fs-a');
    packets.hear([packet('fs-a', { used: 2 })]);
    expect(packets.running && leftOf(packets.running)).toBe(1);
  });

  it('end when their time is up, when they are taken back, and when the server does not know them', () => {
    const started = () => {
      const packets = new Packets();
      packets.hear([packet('fs-a')]);
      packets.start('fs-a');
      return packets;
    };
    const late = started();
    expect(late.settle(999)).toBeNull();
    expect(late.settle(1_000)?.end).toBe('expired');
    const taken = started();
    taken.hear([]);
    expect(taken.settle(0)?.end).toBe('gone');
    const lost = started();
    lost.lose();
    expect(lost.settle(0)?.end).toBe('gone');
    expect(lost.invitation(0)).toBeNull();
    // It is there after all: it can be begun, but the player is not asked again and again.
    lost.hear([packet('fs-a')]);
    expect([lost.invitation(0), lost.waiting(0).length]).toEqual([null, 1]);
  });

  it('that were all played are finished, though they are not offered any more', () => {
    const packets = new Packets();
    packets.hear([packet('fs-a', { used: 2 })]);
    packets.start('fs-a');
    packets.hear([]);
    packets.release(0);
    expect(packets.settle(2_000)?.end).toBe('finished');
  });
});
