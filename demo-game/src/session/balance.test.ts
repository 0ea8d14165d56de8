import { describe, expect, it } from 'vitest';
import { ShownBalance } from './balance.ts';
import { faultMessage, faultOf } from './fault-message.ts';

describe('shown balance', () => {
  it('does not give a running round away', () => {
    const balance = new ShownBalance(1000);
    balance.hold();
    balance.tell(900);
    balance.tell(1400);
    expect(balance.shownMinor).toBe(1000);
    balance.release();
    expect(balance.shownMinor).toBe(1400);
  });

  it('follows the loader between rounds', () => {
    const balance = new ShownBalance(null);
    expect(balance.shownMinor).toBeNull();
    balance.tell(5);
    expect(balance.shownMinor).toBe(5);
    balance.hold();
    balance.release();
    expect(balance.shownMinor).toBe(5);
  });
});

describe('faults', () => {
  it('have a message each, and a common one for the rest', () => {
    expect(faultMessage('INSUFFICIENT_FUNDS')).toBe('fault.insufficientFunds');
    expect(faultMessage('PENDING')).toBe('fault.pending');
    expect(faultMessage('OFFLINE')).toBe('fault.offline');
    expect(faultMessage('INTERNAL')).toBe('fault.other');
  });

  it('are read from the error of a call', () => {
    const error = Object.assign(new Error('x'), { fault: { code: 'OFFLINE', retry_after_ms: 10 } });
    expect(faultOf(error)).toEqual({ code: 'OFFLINE', retry_after_ms: 10 });
    expect(faultOf('what?')).toEqual({ code: 'INTERNAL', retry_after_ms: null });
  });
});
