import { type KeyObject, sign, verify } from 'node:crypto';
import type { PinnedKey, WalletCapabilityRecord } from '@roundgate/contract';
import { preAuthEncoding } from '@roundgate/contract/trust';
import { refused } from '../cli/failure.ts';
import { toKeyObject, toPinnedKey } from '../signing/keys.ts';
import type { CheckResult } from './run-checks.ts';

/** What a report says, in the order in which it is signed. */
export interface ConformanceReport {
  readonly type: 'roundgate.conformance/1';
  readonly subject: 'wallet' | 'rgs';
  readonly url: string;
  readonly ran_at: string;
  readonly passed: number;
  readonly failed: number;
  readonly conforms: boolean;
  readonly capability: WalletCapabilityRecord | null;
  readonly results: readonly CheckResult[];
}

/** A report under a signature (DSSE over Ed25519), for whoever was not there. */
export interface SignedReport {
  readonly payloadType: string;
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

export const REPORT_PAYLOAD_TYPE = 'application/vnd.roundgate.conformance+json';
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text));

/** Signs a report; without a key the envelope has no signature and says so by having none. */
export function sealReport(
  report: ConformanceReport,
  studioId: string,
  key: KeyObject | undefined,
): SignedReport {
  const payload = bytesOf(JSON.stringify(report));
  const encoded = Buffer.from(payload).toString('base64');
  const signatures = key
    ? [
        {
          keyid: toPinnedKey(studioId, key).keyid,
          sig: sign(null, preAuthEncoding(REPORT_PAYLOAD_TYPE, payload), key).toString('base64'),
        },
      ]
    : [];
  return { payloadType: REPORT_PAYLOAD_TYPE, payload: encoded, signatures };
}

/** The report inside, once one of the trusted keys is found to have signed it. Throws a `Failure`. */
export function openReport(
  sealed: SignedReport,
  pinned: readonly PinnedKey[],
  where: string,
): ConformanceReport {
  const wrong = (what: string) =>
    refused(where, what, 'ask whoever ran the suite for the signed report and its public key');
  if (sealed.payloadType !== REPORT_PAYLOAD_TYPE)
    throw wrong(`is a ${sealed.payloadType}, not a conformance report`);
  const bytes = new Uint8Array(Buffer.from(sealed.payload, 'base64'));
  const signed = preAuthEncoding(REPORT_PAYLOAD_TYPE, bytes);
  const holds = sealed.signatures.some(({ keyid, sig }) =>
    pinned.some(
      (key) => key.keyid === keyid && verify(null, signed, toKeyObject(key), Buffer.from(sig, 'base64')),
    ),
  );
  if (!holds) throw wrong(sealed.signatures.length === 0 ? 'is not signed' : 'no trusted key has signed it');
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as ConformanceReport;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function rowOf({ id, title, passed, severity, detail, exchanges }: CheckResult): string {
  const raw = exchanges
    .map(({ request, response }) => {
      const told = 'error' in response ? response.error : `${response.status} ${response.body}`;
      return `${request.method} ${request.path}\n${request.body}\n→ ${told}`;
    })
    .join('\n\n');
  const open = raw ? `<details><summary>what was said</summary><pre>${escaped(raw)}</pre></details>` : '';
  const mark = passed
    ? '<td class="ok">passed</td>'
    : `<td class="no">${severity === 'must' ? 'FAILED' : 'differs'}</td>`;
  return `<tr>${mark}<td><code>${escaped(id)}</code><br>${escaped(title)}${detail ? `<br><small>${escaped(detail)}</small>` : ''}${open}</td></tr>`;
}

/** The same report for people: one page, nothing fetched, with the signed bytes at its end. */
export function reportPage(report: ConformanceReport, sealed: SignedReport): string {
  const verdict = report.conforms ? 'conforms' : 'does not conform';
  const capability = report.capability
    ? `<h2>Suggested capability record</h2><pre>${escaped(JSON.stringify(report.capability, null, 2))}</pre>`
    : '';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${report.subject} ${verdict}</title>
<style>body{font:16px/1.5 system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}table{border-collapse:collapse;width:100%}
td{border-top:1px solid #ccc;padding:.5rem;vertical-align:top}.ok{color:#0a6b2b}.no{color:#a40000;font-weight:700}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f4f4f4;padding:.5rem}</style>
<h1>The ${report.subject} at ${escaped(report.url)} ${verdict}</h1>
<p>${report.passed} checks passed, ${report.failed} did not. ${escaped(report.ran_at)}</p>
<table>${report.results.map(rowOf).join('\n')}</table>${capability}
<h2>Signed report</h2><details><summary>envelope</summary><pre>${escaped(JSON.stringify(sealed))}</pre></details></html>
`;
}
