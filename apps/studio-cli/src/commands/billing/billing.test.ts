import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { newFolder, run, write } from '../../fixtures.ts';
import { accessTo, useTestEdge } from '../../test-edge.ts';

const CONTRACT = OPERATIONS.putContract.examples.request;
const INVOICE = OPERATIONS.getInvoice.examples.response;

const edge = useTestEdge();
const access = () => accessTo(edge);

describe('roundgate billing', () => {
  it('enters a contract as it is in its file', async () => {
    edge.pranks.push({ status: 200, body: { contract_id: 'ct-1', version: 1, already_there: false } });
    const file = write(join(newFolder(), 'ct.json'), JSON.stringify(CONTRACT));
    expect((await run(['billing', 'contract', '--file', file, ...access()])).code).toBe(0);
    expect(JSON.parse(String(edge.seen[0]?.body))).toEqual(CONTRACT);
  });

  it('names the field of a contract that is wrong, and sends nothing', async () => {
    const wrong = { ...CONTRACT, parts: [{ kind: 'turnover', rate: [{ from_minor: 5, rate: '1.5' }] }] };
    const file = write(join(newFolder(), 'ct.json'), JSON.stringify(wrong));
    const { code, err } = await run(['billing', 'contract', '--file', file, ...access()]);
    expect([code, err.includes('parts.0.rate'), edge.seen]).toEqual([1, true, []]);
  });

  it('writes an invoice as JSON, and as the page that the edge makes', async () => {
    const folder = newFolder();
    const ask = (format: string) => {
      const out = join(folder, `invoice.${format}`);
      const what = [
        '--contract',
        'ct-lantern-harbour',
        '--period',
        '2026-Q1',
        '--format',
        format,
        '--out',
        out,
      ];
      return run(['billing', 'invoice', ...what, ...access()]);
    };
    edge.pranks.push({ status: 200, body: INVOICE });
    const { out } = await ask('json');
    expect(out).toContain('1000.00 EUR (final, 0 adjustments)');
    expect(JSON.parse(readFileSync(join(folder, 'invoice.json'), 'utf8'))).toEqual(INVOICE);
    edge.pranks.push({ status: 200, body: INVOICE }, { status: 200, body: 'a page' });
    expect((await ask('html')).code).toBe(0);
    expect(readFileSync(join(folder, 'invoice.html'), 'utf8')).toContain('a page');
  });
});
