import { type OPERATIONS, toTimestamp } from '@roundgate/contract';
import { createBillingStore } from '../../adapters/billing-store.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError } from '../error-response.ts';

/** Enters rates of exchange; one that stands is never changed. */
export const putFxRates: HandlerOf<typeof OPERATIONS.putFxRates> = async (
  { body, partner },
  { env, nowMs },
) => {
  const entered_on = toTimestamp(nowMs).slice(0, 10);
  const early = body.rates.findIndex(({ day }) => day > entered_on);
  if (early >= 0)
    throw new ProblemError('VALIDATION_FAILED', {
      errors: [{ field: `rates.${early}.day`, message: 'has not come yet' }],
    });
  const rates = body.rates.map((rate) => ({ ...rate, entered_on }));
  const [other] = await createBillingStore(env.REPORTS).addRates(rates, partner.keyId);
  if (other)
    throw new ProblemError('IDEMPOTENCY_CONFLICT', {
      detail: `${other.base} in ${other.quote} stands at ${other.rate} for ${other.day}`,
    });
  return { entered: rates.length };
};
