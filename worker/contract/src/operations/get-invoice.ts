import { z } from 'zod';
import { BillingPeriod, Invoice, RoyaltyContract } from '../billing.ts';
import { PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';
import { putContract } from './put-contract.ts';

const STATEMENT = {
  ...{
    period: '2026-Q1',
    from: '2026-01-01',
    to: '2026-03-31',
    posted_until: '2026-04-05',
    contract_version: 1,
  },
  ...{
    figures: [],
    steps: [{ name: 'up to the minimum', amount: '100000' }],
    due_minor: 100_000,
    remainder: '0',
  },
};

/** What a period comes to by its contract, made anew each time from the same facts (spec B2, B3). */
export const getInvoice = operation({
  id: 'getInvoice',
  server: 'gateway',
  method: 'GET',
  path: '/v1/billing/invoices/{contract_id}/{period}',
  auth: 'partner',
  summary: 'The invoice of a period, with adjustments of earlier ones, as JSON or as a page to print',
  params: z.strictObject({
    contract_id: z.string().regex(/^ct-[A-Za-z0-9_-]{1,64}$/, 'must look like ct-…'),
    period: BillingPeriod,
  }),
  query: z.strictObject({ format: z.enum(['json', 'html']).default('json') }),
  response: Invoice,
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED', 'NOT_FOUND'],
  examples: {
    response: {
      format: 'roundgate.invoice/1',
      contract: RoyaltyContract.parse(putContract.examples.request),
      status: 'final',
      statement: STATEMENT,
      adjustments: [],
      total_minor: 100_000,
      digest: SAMPLE.digest,
    },
  },
});
