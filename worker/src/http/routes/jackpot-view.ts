import type { JackpotView } from '@roundgate/contract';
import { ProblemError } from '../error-response.ts';

/** The meter that was asked for; 404 when it was never made. */
export function found(view: JackpotView | null): JackpotView {
  if (!view) throw new ProblemError('JACKPOT_NOT_FOUND');
  return view;
}
