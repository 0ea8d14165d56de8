import { type OPERATIONS, toTimestamp } from '@roundgate/contract';
import { createBillingStore } from '../../adapters/billing-store.ts';
import { RateMissingError } from '../../domain/billing/fx.ts';
import { invoiceOf, NotCoveredError } from '../../domain/billing/invoice.ts';
import { invoiceHtml } from '../../domain/billing/invoice-html.ts';
import { periodOf } from '../../domain/billing/periods.ts';
import { sha256Hex } from '../../sha256.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError } from '../error-response.ts';

const asPage = (html: string): Response =>
  new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'x-content-type-options': 'nosniff',
    },
  });

/** Makes the invoice of a period. */
export const getInvoice: HandlerOf<typeof OPERATIONS.getInvoice> = async (
  { params: { contract_id, period }, query, partner },
  { env, nowMs },
) => {
  const store = createBillingStore(env.REPORTS);
  const versions = await store.versions(contract_id);
  const [first] = versions;
  const isOwn =
    partner.kind === 'platform' || partner.id === first?.operator_id || partner.id === first?.studio_id;
  if (!first || !isOwn)
    throw new ProblemError('NOT_FOUND', { detail: `there is no contract ${contract_id}` });
  const games = [...new Set(versions.flatMap(({ game_ids }) => game_ids))];
  const [rates, totals] = await Promise.all([store.rates(), store.totals(first.operator_id, games)]);
  try {
    const today = toTimestamp(nowMs).slice(0, 10);
    const invoice = invoiceOf({ versions, rates, totals }, periodOf(period), today, sha256Hex);
    return query.format === 'html' ? asPage(invoiceHtml(invoice)) : invoice;
  } catch (error) {
    if (error instanceof NotCoveredError || error instanceof RateMissingError)
      throw new ProblemError('VALIDATION_FAILED', { errors: [{ field: 'period', message: error.message }] });
    throw error;
  }
};
