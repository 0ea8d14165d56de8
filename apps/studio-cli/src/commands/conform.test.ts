import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WalletCapabilityRecord } from '@roundgate/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { FIXTURE_SESSION, FixtureRgs, RGS_FAULTS, type RgsFault } from '../conform/fixtures/rgs.ts';
import { type Fixture, type Routes, serveFixture } from '../conform/fixtures/server.ts';
import {
  FIXTURE_PLAYER,
  FixtureWallet,
  WALLET_FAULTS,
  type WalletFault,
} from '../conform/fixtures/wallet.ts';
import { newFolder, removeFolders, run, TEST_KEY_ID, TEST_SECRET } from '../fixtures.ts';

const running: Fixture[] = [];
afterAll(async () => {
  await Promise.all(running.map((fixture) => fixture.close()));
  removeFolders();
});

async function serve(routes: Routes, signed = true): Promise<string> {
  const fixture = await serveFixture(routes, TEST_SECRET, signed);
  running.push(fixture);
  return fixture.origin;
}
// The suite signs with the terminal's clock, and the fixture looks at its own.
const terminal = { nowMs: () => Date.now(), makeNonce: () => randomUUID().replaceAll('-', '') };

const access = (origin: string) => ['--url', origin, '--key-id', TEST_KEY_ID, '--secret-env', 'RG_SECRET'];
const tryWallet = (origin: string, ...more: string[]) =>
  run(['conform', 'wallet', ...access(origin), '--player', FIXTURE_PLAYER, ...more], terminal);
const OWNER = ['--player', 'p-conformance', '--operator', 'op-conformance', '--game', 'g-conformance'];
const tryRgs = (origin: string, ...more: string[]) =>
  run(['conform', 'rgs', ...access(origin), '--session', FIXTURE_SESSION, ...OWNER, ...more], terminal);

/** The check that each fault must fail in. */
const WALLET_FINDS: Readonly<Record<WalletFault, string>> = {
  'repeats-debit': 'wallet.debit.repeat',
  'races-on-duplicates': 'wallet.debit.parallel-duplicates',
  'forgets-tombstones': 'wallet.rollback.tombstone',
  'answers-first-on-conflict': 'wallet.debit.conflict',
  'checks-balance-before-repeat': 'wallet.debit.dedupes-first',
  'rolls-back-after-win': 'wallet.rollback.after-win',
  'echoes-another-amount': 'wallet.debit.repeat',
  'refuses-ended-session': 'wallet.rollback.other-session',
  'takes-negative-amounts': 'wallet.amount.negative',
  'no-signature-check': 'wallet.auth.signature',
};
const RGS_FINDS: Readonly<Record<RgsFault, string>> = {
  'draws-anew-on-repeat': 'rgs.spin.repeat',
  'forgets-voids': 'rgs.void.tombstone',
  'takes-another-stake': 'rgs.spin.conflict',
  'win-is-not-events': 'rgs.spin.win-is-events',
  'replays-something-else': 'rgs.replay.same',
  'keeps-nothing': 'rgs.void.keep',
  'grants-without-end': 'rgs.grant.spent',
  'keeps-voided-free-spins': 'rgs.grant.void',
  'takes-another-packet': 'rgs.grant.conflict',
  'contributes-anew': 'rgs.jackpot.repeat',
  'contributes-unasked': 'rgs.jackpot.not-offered',
};

describe('roundgate conform wallet', () => {
  it('passes a correct wallet and suggests the record that it has earned', async () => {
    const { code, out, err } = await tryWallet(
      await serve(new FixtureWallet().routes),
      '--dedupe-days',
      '120',
      '--json',
    );
    expect([code, err]).toEqual([0, '']);
    const facts = JSON.parse(out) as { capability: unknown; failed: number };
    const record = WalletCapabilityRecord.parse(facts.capability);
    expect(record).toMatchObject({ tombstones: true, dedupes_first: true, status_query: true, lean: true });
    expect(facts.failed).toBe(0);
  });

  it('suggests no lean record to a wallet that claims no memory of keys', async () => {
    const { out } = await tryWallet(await serve(new FixtureWallet().routes), '--json');
    expect((JSON.parse(out) as { capability: object }).capability).toMatchObject({
      lean: false,
      dedupe_window_ms: 0,
    });
  });

  it.each(WALLET_FAULTS)('fails a wallet that %s, in the check that is about it', async (fault) => {
    const origin = await serve(new FixtureWallet(fault).routes, fault !== 'no-signature-check');
    const { code, err } = await tryWallet(origin);
    expect(code).toBe(1);
    expect(err).toContain(`FAILED ${WALLET_FINDS[fault]}`);
  });
});

describe('roundgate conform rgs', () => {
  it('passes a correct RGS', async () => {
    const { code, out } = await tryRgs(await serve(new FixtureRgs().routes));
    expect(code).toBe(0);
    expect(out).toContain('the rgs conforms: 23 of 23 checks');
  });

  it('says why it tries no free spins when nobody tells whose session it is', async () => {
    const origin = await serve(new FixtureRgs().routes);
    const { code, out } = await run(
      ['conform', 'rgs', ...access(origin), '--session', FIXTURE_SESSION],
      terminal,
    );
    expect(code).toBe(0);
    expect(out).toContain('- rgs.grant.spent: skipped: free spins need --player');
  });

  it.each(RGS_FAULTS)('fails an RGS that %s, in the check that is about it', async (fault) => {
    const { code, err } = await tryRgs(await serve(new FixtureRgs(fault).routes));
    expect(code).toBe(1);
    expect(err).toContain(`FAILED ${RGS_FINDS[fault]}`);
  });
});

describe('a conformance report', () => {
  it('is signed, keeps what was said in a failed check, and is refused once a byte was changed', async () => {
    const folder = newFolder();
    await run(['keygen', '--studio', 'st-conformance', '--out', folder]);
    const [privateKey, publicKey] = [
      join(folder, 'st-conformance.private.pem'),
      join(folder, 'st-conformance.public.json'),
    ] as const;
    const origin = await serve(new FixtureWallet('forgets-tombstones').routes);
    const { code } = await tryWallet(origin, '--report-dir', folder, '--report-key', privateKey);
    expect(code).toBe(1);
    const report = join(folder, 'report.json');
    const verify = () => run(['conform', 'verify', '--report', report, '--pinned', publicKey]);
    expect((await verify()).out).toContain('the wallet');
    const page = readFileSync(join(folder, 'report.html'), 'utf8');
    expect(page).toContain('wallet.rollback.tombstone');
    expect(page).toContain('POST /wallet/v1/debit');
    expect(page).not.toContain(TEST_SECRET);
    const sealed = JSON.parse(readFileSync(report, 'utf8')) as { payload: string };
    const payload = Buffer.from(
      Buffer.from(sealed.payload, 'base64').toString().replace('"conforms":false', '"conforms":true'),
    );
    writeFileSync(report, JSON.stringify({ ...sealed, payload: payload.toString('base64') }));
    expect((await verify()).code).toBe(1);
  });
});

describe('wrong use of conform', () => {
  it('names the option that is missing', async () => {
    const { code, err } = await run(['conform', 'wallet', ...access('http://127.0.0.1:9')], terminal);
    expect([code, err.includes('--player is missing')]).toEqual([2, true]);
  });

  it('exits with 3 when nothing answers', async () => {
    expect((await tryWallet('http://127.0.0.1:9')).code).toBe(3);
  });
});
