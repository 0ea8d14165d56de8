import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ArchiveFiles } from '../audit/archive-files.ts';
import { TAMPERS } from '../audit/tampers.ts';
import { CommandError, runNode } from '../fixtures/run.ts';
import { signedCall } from '../fixtures/signed-call.ts';
import { type Stack, startStack } from '../fixtures/stack.ts';

const CLI = 'apps/studio-cli/bin/roundgate.mjs';
const DESK = 'key-compliance';
const ROUNDS = 3;
const PLAYERS = 24;

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Makes events of players and of a studio, as their partners do; each round of them is sealed by a manifest of its own. */
async function makeEvents(stack: Stack, round: number): Promise<void> {
  const { gatewayApi } = stack.urls;
  const flags = { self_excluded: false, blocked: round % 2 === 0, time_limit_min: 60 + round };
  for (let number = 0; number < PLAYERS; number += 1) {
    const path = `/v1/players/p-tamper-${number}`;
    const body = { rg_flags: flags, reason: `round ${round}` };
    await signedCall(stack, gatewayApi, 'key-op-lantern', 'PUT', `${path}/rg-flags`, body);
    await signedCall(stack, gatewayApi, 'key-op-lantern', 'PUT', `${path}/rg-flags`, {
      ...body,
      rg_flags: { ...flags, time_limit_min: 90 + round },
    });
    await signedCall(stack, gatewayApi, 'key-op-lantern', 'GET', `${path}/events?pull=missing`);
  }
  await signedCall(stack, gatewayApi, DESK, 'POST', '/v1/audit/seal');
}

/** What the command line says of a copy: its exit code, and what it printed. */
async function verdict(
  folder: string,
  keys: string,
  anchors: string,
): Promise<{ whole: boolean; text: string }> {
  try {
    const args = ['audit', 'verify', '--export', folder, '--keys', keys, '--anchors', anchors];
    return { whole: true, text: await runNode(CLI, args) };
  } catch (error) {
    if (error instanceof CommandError && error.message.includes('✗'))
      return { whole: false, text: error.output };
    throw error;
  }
}

async function tamper(stack: Stack, folder: string) {
  for (let round = 1; round <= ROUNDS; round += 1) await makeEvents(stack, round);
  const access = ['--edge', stack.urls.gatewayApi, '--key-id', DESK, '--secret-env', 'DESK_SECRET'];
  const env = { DESK_SECRET: stack.secrets.partnerSecrets[DESK] ?? '' };
  const copy = join(folder, 'archive');
  const [keys, anchors] = [join(folder, 'keys.json'), join(folder, 'anchors.ndjson')];
  await runNode(CLI, ['audit', 'archive', '--out', copy, ...access], { env });
  cpSync(join(copy, 'keys.json'), keys);
  writeFileSync(anchors, '');
  const untouched = await verdict(copy, keys, anchors);
  say(untouched.text.trim());
  if (!untouched.whole) throw new Error('the untouched copy does not verify');
  const missed: string[] = [];
  for (const [index, { name, apply }] of TAMPERS.entries()) {
    const files = new ArchiveFiles(copy).copyTo(join(folder, `copy-${index}`));
    apply(files);
    const { whole, text } = await verdict(files.folder, keys, anchors);
    if (whole) missed.push(name);
    say(
      `${whole ? 'MISSED' : 'found '}  ${name}${
        whole
          ? ''
          : `: ${text
              .split('\n')
              .find((line) => line.includes('✗'))
              ?.split(': ')
              .slice(1)
              .join(': ')}`
      }`,
    );
  }
  return { missed, anchored: await rollBack(stack, new ArchiveFiles(copy), folder, keys, access, env) };
}

/** An older copy, signed and whole, handed over as if it were today's: the anchor tells. */
async function rollBack(
  stack: Stack,
  old: ArchiveFiles,
  folder: string,
  keys: string,
  access: readonly string[],
  env: Record<string, string>,
): Promise<boolean> {
  await makeEvents(stack, ROUNDS + 1);
  const anchors = join(folder, 'later.ndjson');
  await runNode(CLI, ['audit', 'anchor', '--file', anchors, ...access], { env });
  const { whole } = await verdict(old.folder, keys, anchors);
  say(`${whole ? 'MISSED' : 'found '}  an older copy stands for today's, held against an anchor`);
  return !whole;
}

const folder = mkdtempSync(join(tmpdir(), 'roundgate-audit-'));
const stack = await startStack({ port: 0, state: join(folder, 'state'), say: (text) => say(`  ${text}`) });
let code = 1;
try {
  const { missed, anchored } = await tamper(stack, folder);
  const tampers = TAMPERS.length + 1;
  const found = TAMPERS.length - missed.length + (anchored ? 1 : 0);
  console.log(values.json ? JSON.stringify({ tampers, found }) : `${found} of ${tampers} found`);
  code = found === tampers ? 0 : 1;
} catch (error) {
  console.error(error);
} finally {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(code);
