import { type Currency, decimalText, type Invoice, money, type RoyaltyStatement } from '@roundgate/contract';

const html = (text: string | number): string =>
  String(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const amount = (minor: number, currency: Currency): string =>
  `${decimalText(money(minor, currency))} ${currency}`;

const row = (cells: readonly (string | number)[], tag: 'td' | 'th' = 'td'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${html(cell)}</${tag}>`).join('')}</tr>`;

const table = (
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string =>
  `<div class="wide"><table><caption>${html(caption)}</caption><thead>${row(head, 'th')}</thead><tbody>${rows.map((one) => row(one)).join('')}</tbody></table></div>`;

/** A fraction as people read it: with three digits, marked where these do not tell all of it. */
function readable(exact: string): string {
  const [top = '0', bottom] = exact.split('/');
  if (bottom === undefined) return top;
  const [thousandths, rest] = [
    (BigInt(top) * 1000n) / BigInt(bottom),
    (BigInt(top) * 1000n) % BigInt(bottom),
  ];
  const size = thousandths < 0n ? -thousandths : thousandths;
  const sign = BigInt(top) < 0n ? '-' : '';
  return `${sign}${size / 1000n}.${String(size % 1000n).padStart(3, '0')}${rest === 0n ? '' : '…'}`;
}

function figuresTable({ figures }: RoyaltyStatement): string {
  const head = ['Played in', 'Spins', 'Eligible', 'Free', 'Turnover', 'GGR', 'Jackpots', 'Bonus', 'Rate'];
  return table(
    'What was played',
    head,
    figures.map((one) => [
      one.currency,
      ...[one.spins_total, one.eligible_spins, one.free_spins],
      ...[one.turnover_minor, one.ggr_minor, one.jackpot_contrib_minor, one.bonus_cost_minor].map((minor) =>
        decimalText(money(minor, one.currency)),
      ),
      one.fx ? `${one.fx.rate} (${one.fx.source}, ${one.fx.day})` : '1',
    ]),
  );
}

const stepsTable = (statement: RoyaltyStatement, currency: Currency): string =>
  table(
    `How it is made, in minor units of ${currency}`,
    ['Step', 'Amount', 'Exactly'],
    statement.steps.map(({ name, amount: exact }) => [name, readable(exact), exact]),
  );

const STYLE = `
  :root { color-scheme: light; font: 15px/1.45 system-ui, sans-serif; color: #1b1b1b; background: #fff; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  .wide { overflow-x: auto; }
  .note { overflow-wrap: anywhere; }
  h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; }
  dt { color: #555; } dd { margin: 0; }
  table { border-collapse: collapse; width: 100%; margin: 1.5rem 0; font-size: .85rem; }
  caption { text-align: left; font-weight: 600; padding-bottom: .35rem; }
  th, td { text-align: right; padding: .25rem .5rem; border-bottom: 1px solid #ccc; font-variant-numeric: tabular-nums; white-space: nowrap; }
  th:first-child, td:first-child { text-align: left; }
  .total { font-size: 1.25rem; font-weight: 600; text-align: right; }
  .note { color: #555; font-size: .8rem; }
  @media print { body { margin: 0; max-width: none; } table { break-inside: avoid; } }
  @page { size: A4; margin: 15mm; }`;

const terms = (pairs: readonly (readonly [string, string])[]): string =>
  `<dl>${pairs.map(([name, value]) => `<dt>${html(name)}</dt><dd>${html(value)}</dd>`).join('')}</dl>`;

/** An invoice as a page to print: everything that its JSON says, and nothing that is fetched. */
export function invoiceHtml(invoice: Invoice): string {
  const { contract, statement, adjustments, total_minor, status, digest } = invoice;
  const { currency, rounding } = contract;
  const title = `Royalty ${contract.contract_id}, ${statement.period}`;
  const changed = adjustments.map((one) => [
    one.period,
    amount(one.invoiced_minor, currency),
    amount(one.now_minor, currency),
    amount(one.adjustment_minor, currency),
  ]);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(title)}</title><style>${STYLE}</style></head><body>
<h1>${html(title)}</h1>
${status === 'provisional' ? '<p><strong>Provisional: the period is not closed yet.</strong></p>' : ''}
${terms([
  ['From', `${contract.studio_id} (studio)`],
  ['To', `${contract.operator_id} (operator)`],
  ['Period', `${statement.from} to ${statement.to}, as posted up to ${statement.posted_until}`],
  ['Contract', `${contract.contract_id}, version ${statement.contract_version}`],
])}
${figuresTable(statement)}
${stepsTable(statement, currency)}
<p class="note">Rounded ${html(rounding.replace('_', ' '))}; rounding left out ${html(statement.remainder)} of a minor unit.</p>
<p class="total">${html(statement.period)}: ${html(amount(statement.due_minor, currency))}</p>
${changed.length > 0 ? table('Earlier periods, by what was posted late', ['Period', 'Invoiced', 'Now', 'Adjustment'], changed) : ''}
<p class="total">Total: ${html(amount(total_minor, currency))}</p>
<p class="note">SHA-256 ${html(digest)}</p>
</body></html>
`;
}
