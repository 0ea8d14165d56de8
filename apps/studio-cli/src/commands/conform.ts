import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Currency, CurrencyCode, PlayerId, SessionId, toTimestamp } from '@roundgate/contract';
import { checkShape, parseJson, readBytes } from '../build/read-json.ts';
import { defineCommand, type OptionValues } from '../cli/command.ts';
import { EXIT, Failure, misused } from '../cli/failure.ts';
import { startProgress } from '../cli/progress.ts';
import type { Terminal } from '../cli/terminal.ts';
import { suggestCapability } from '../conform/capability.ts';
import { FixtureRgs, RGS_FAULTS, type RgsFault } from '../conform/fixtures/rgs.ts';
import { serveFixture } from '../conform/fixtures/server.ts';
import { FixtureWallet, WALLET_FAULTS, type WalletFault } from '../conform/fixtures/wallet.ts';
import { Probe } from '../conform/probe.ts';
import {
  type ConformanceReport,
  openReport,
  reportPage,
  type SignedReport,
  sealReport,
} from '../conform/report.ts';
import { RGS_CHECKS, RgsSession } from '../conform/rgs-checks.ts';
import { RGS_PROMO_CHECKS } from '../conform/rgs-promo-checks.ts';
import { type CheckResult, runChecks } from '../conform/run-checks.ts';
import { WALLET_CHECKS } from '../conform/wallet-checks.ts';
import { WalletPlayer } from '../conform/wallet-player.ts';
import { readAccess } from '../edge/credentials.ts';
import { readPinnedKeys, readPrivateKey } from '../signing/keys.ts';

const DAY_MS = 24 * 3_600_000;
const OPTIONS = {
  url: { value: 'URL', help: 'origin of the server under test' },
  'key-id': { value: 'ID', help: 'id of the key that the gateway signs with towards it' },
  'secret-file': { value: 'FILE', help: 'file that holds the secret of that key, or' },
  'secret-env': { value: 'NAME', help: 'environment variable that holds it' },
  player: {
    value: 'p-…',
    help: 'wallet: a player with some money, for tests only; rgs: whose session it is, for free spins',
  },
  operator: { value: 'op-…', help: 'rgs: the operator of that player, for free spins' },
  game: { value: 'g-…', help: 'rgs: the game of that session, for free spins' },
  session: { value: 's-…', help: 'rgs: a session that was announced to it' },
  currency: { value: 'EUR', help: 'of that player or session; EUR when left out' },
  stake: { value: 'MINOR', help: 'rgs: a stake that the game takes, in minor units; 100 when left out' },
  'dedupe-days': {
    value: 'DAYS',
    help: 'wallet: how long it claims to remember transaction ids; 0 when left out',
  },
  'report-dir': { value: 'FOLDER', help: 'writes report.json and report.html there' },
  'report-key': { value: 'PEM', help: 'signs the report with this private key of roundgate keygen' },
  report: { value: 'FILE', help: 'verify: a report.json' },
  pinned: { value: 'PUBLIC.json', help: 'verify: the public key that is trusted' },
  serve: { value: 'NAME', help: 'fixture: wallet, rgs, or wallet:FAULT, rgs:FAULT' },
  port: { value: 'PORT', help: 'fixture: where to listen; any free port when left out' },
} as const;
type Options = OptionValues<typeof OPTIONS>;

function required(options: Options, name: keyof typeof OPTIONS): string {
  const value = options[name];
  if (value) return value;
  throw misused('roundgate conform', `--${name} is missing: ${OPTIONS[name].help}`, `add --${name}`);
}

function whole(options: Options, name: 'stake' | 'dedupe-days' | 'port', otherwise: number): number {
  const value = Number(options[name] ?? otherwise);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw misused('roundgate conform', `--${name} must be a whole number, not ${options[name]}`, 'correct it');
}

const currencyOf = (options: Options): Currency =>
  checkShape(CurrencyCode, options.currency ?? 'EUR', '--currency', 'give a code such as EUR') as Currency;

function makeProbe(options: Options, terminal: Terminal): { probe: Probe; url: string } {
  const values = { ...options, edge: required(options, 'url'), 'key-id': required(options, 'key-id') };
  const { edge, keyId, secret } = readAccess(values, terminal.env);
  return { probe: new Probe({ url: edge, keyId, secret }, terminal), url: edge.origin };
}

async function testWallet(options: Options, terminal: Terminal, json: boolean) {
  const { probe, url } = makeProbe(options, terminal);
  const playerId = checkShape(PlayerId, required(options, 'player'), '--player', 'give an id such as p-1');
  const player = new WalletPlayer(probe, playerId, currencyOf(options));
  const progress = startProgress(terminal, WALLET_CHECKS.length, json);
  const results = await runChecks(WALLET_CHECKS, player, probe, progress);
  const dedupeWindowMs = whole(options, 'dedupe-days', 0) * DAY_MS;
  return {
    subject: 'wallet' as const,
    url,
    results,
    capability: suggestCapability(results, { dedupeWindowMs, maxInFlightMs: 120_000 }),
  };
}

async function testRgs(options: Options, terminal: Terminal, json: boolean) {
  const { probe, url } = makeProbe(options, terminal);
  const sessionId = checkShape(
    SessionId,
    required(options, 'session'),
    '--session',
    'give an id such as s-1',
  );
  const { player: player_id, operator: operator_id, game: game_id } = options;
  const owner = player_id && operator_id && game_id ? { operator_id, player_id, game_id } : undefined;
  const stakeMinor = whole(options, 'stake', 100);
  const session = new RgsSession(probe, sessionId, currencyOf(options), stakeMinor, owner);
  const checks = [...RGS_CHECKS, ...RGS_PROMO_CHECKS];
  const progress = startProgress(terminal, checks.length, json);
  const results = await runChecks(checks, session, probe, progress);
  return { subject: 'rgs' as const, url, results, capability: null };
}

function writeReport(report: ConformanceReport, options: Options): string[] {
  const folder = options['report-dir'];
  if (!folder) return [];
  const key = options['report-key'] === undefined ? undefined : readPrivateKey(options['report-key']);
  const sealed = sealReport(report, 'st-conformance', key);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(sealed)}\n`);
  writeFileSync(join(folder, 'report.html'), reportPage(report, sealed));
  return [`report in ${folder}${key ? ', signed' : ', not signed (give --report-key)'}`];
}

const failedMust = ({ passed, severity }: CheckResult): boolean => !passed && severity === 'must';

type Tested = Awaited<ReturnType<typeof testWallet>> | Awaited<ReturnType<typeof testRgs>>;

function conclude({ subject, url, results, capability }: Tested, options: Options, nowMs: number) {
  const failures = results.filter(failedMust);
  const passed = results.filter((result) => result.passed).length;
  const counts = { passed, failed: results.length - passed, conforms: failures.length === 0 };
  const report: ConformanceReport = {
    ...{ type: 'roundgate.conformance/1', subject, url, ran_at: toTimestamp(nowMs) },
    ...counts,
    ...{ capability, results },
  };
  const written = writeReport(report, options);
  if (failures.length > 0)
    throw new Failure(
      EXIT.refused,
      failures.map(({ id, title, detail }) => ({
        where: `FAILED ${id}`,
        what: detail ?? title,
        mend: options['report-dir'] ? 'what was said is in the report' : 'see what was said: --report-dir',
      })),
    );
  const record = capability ? ['suggested capability record:', JSON.stringify(capability, null, 2)] : [];
  const notes = results
    .filter((result) => !result.passed || result.detail?.startsWith('skipped'))
    .map(({ id, detail }) => `- ${id}: ${detail}`);
  return {
    facts: { subject, ...counts, capability },
    lines: [
      `the ${subject} conforms: ${passed} of ${results.length} checks`,
      ...notes,
      ...record,
      ...written,
    ],
  };
}

function verifyReport(options: Options) {
  const where = required(options, 'report');
  const sealed = parseJson(readBytes(where, 'give a report.json'), where) as SignedReport;
  const { subject, url, ran_at, conforms, passed, failed } = openReport(
    sealed,
    readPinnedKeys(required(options, 'pinned')),
    where,
  );
  const facts = { subject, url, ran_at, conforms, passed, failed };
  return {
    facts,
    lines: [
      `✓ signed by a trusted key: the ${subject} at ${url} ${conforms ? 'conforms' : 'does not conform'} (${passed} passed, ${failed} not, ${ran_at})`,
    ],
  };
}

async function serve(options: Options, terminal: Terminal): Promise<never> {
  const [kind, fault] = required(options, 'serve').split(':');
  const isWallet = kind === 'wallet' && (fault === undefined || WALLET_FAULTS.includes(fault as WalletFault));
  const isRgs = kind === 'rgs' && (fault === undefined || RGS_FAULTS.includes(fault as RgsFault));
  if (!isWallet && !isRgs)
    throw misused(
      '--serve',
      `there is no fixture "${options.serve}"`,
      `choose wallet, rgs, wallet:${WALLET_FAULTS.join(', wallet:')}, rgs:${RGS_FAULTS.join(', rgs:')}`,
    );
  const secret = terminal.env[options['secret-env'] ?? ''] ?? 'secret-of-the-fixture-for-tests-only';
  const server = isWallet ? new FixtureWallet(fault as WalletFault) : new FixtureRgs(fault as RgsFault);
  const { origin } = await serveFixture(
    server.routes,
    secret,
    fault !== 'no-signature-check',
    whole(options, 'port', 0),
  );
  terminal.out(
    `${options.serve} on ${origin}, player p-conformance, session s-conformance, secret ${secret}; Ctrl-C ends it`,
  );
  return new Promise(() => {});
}

/** `roundgate conform`: tries a partner's own server against all that the round machine rests on (spec T4). */
export const conform = defineCommand({
  name: 'conform',
  summary: 'Try a wallet or an RGS against the contract (conform wallet | rgs | verify | fixture).',
  target: {
    name: 'WHAT',
    help: 'wallet or rgs: run the suite; verify: check a report; fixture: serve one to try',
  },
  options: OPTIONS,
  example:
    'roundgate conform wallet --url https://wallet.example --key-id gateway-1 --secret-file gateway.secret --player p-test --dedupe-days 120 --report-dir report --report-key keys/st-conformance.private.pem',
  async run({ target, options, json, terminal }) {
    if (target === 'wallet')
      return conclude(await testWallet(options, terminal, json), options, terminal.nowMs());
    if (target === 'rgs') return conclude(await testRgs(options, terminal, json), options, terminal.nowMs());
    if (target === 'verify') return verifyReport(options);
    if (target === 'fixture') return serve(options, terminal);
    throw misused('roundgate conform', `there is no "${target}"`, 'use wallet, rgs, verify or fixture');
  },
});
