import { TrustFault } from '@roundgate/contract/trust';
import { parseJson, readBytes } from '../../build/read-json.ts';
import { defineCommand } from '../../cli/command.ts';
import { EXIT, Failure, refused, unreachable } from '../../cli/failure.ts';
import { readEdge } from '../../edge/credentials.ts';
import { sendHttp } from '../../edge/http.ts';
import {
  type BelievedRegister,
  believeRegister,
  type Row,
  registerFaults,
  rowsOf,
  type TrustRegisterAnswer,
} from '../../trust/register.ts';
import { readPins } from '../../trust/trust-folder.ts';

const TIMEOUT_MS = 20_000;

async function fetchRegister(edge: URL): Promise<TrustRegisterAnswer> {
  const url = new URL('/trust/register', edge);
  const mend = 'check --edge, and that the gateway runs';
  const answer = await sendHttp({
    method: 'GET',
    url,
    headers: {},
    body: new Uint8Array(),
    timeoutMs: TIMEOUT_MS,
  }).catch(() => {
    throw unreachable(url.href, 'does not answer', mend);
  });
  const text = Buffer.from(answer.body).toString('utf8');
  if (answer.status !== 200)
    throw refused(url.href, `answered ${answer.status}: ${text.slice(0, 200)}`, mend);
  return JSON.parse(text) as TrustRegisterAnswer;
}

async function believed(
  register: TrustRegisterAnswer,
  pinsFile: string,
  where: string,
): Promise<BelievedRegister> {
  try {
    return await believeRegister(register, readPins(pinsFile));
  } catch (error) {
    if (!(error instanceof TrustFault)) throw error;
    throw refused(
      where,
      `is not to be believed: ${error.what} (${error.code})`,
      'do not play there; tell the platform',
    );
  }
}

const line = ({ name, version, expires_at, days_left }: Row): string =>
  `${name.padEnd(24)} v${String(version).padEnd(6)} until ${expires_at.slice(0, 16).replace('T', ' ')}  ${name === 'status' ? '' : `${days_left} days`}`;

function report(register: BelievedRegister, where: string, nowMs: number) {
  const rows = rowsOf(register, nowMs);
  const faults = registerFaults(register, nowMs);
  const { revoked_builds, revoked_keys, live } = register.status;
  if (faults.length > 0)
    throw new Failure(
      EXIT.refused,
      faults.map((what) => ({ where, what, mend: 'sign and push the next version' })),
    );
  const builds = Object.values(live).flat().length;
  return {
    facts: { documents: rows, live, revoked_builds, revoked_keys },
    lines: [
      ...rows.map(line),
      `${builds} live builds, ${revoked_builds.length} revoked builds, ${revoked_keys.length} revoked keys`,
    ],
  };
}

/** `roundgate trust status`: what a platform's chain of trust says, believed from the pins on. */
export const status = defineCommand({
  name: 'trust status',
  summary: 'Fetch and verify every document of a platform, and tell how long each lives.',
  options: {
    edge: { value: 'URL', help: 'origin of the edge, such as https://edge.example', required: true },
    pins: { value: 'pins.json', help: 'what is believed from the start', required: true },
  },
  example: 'roundgate trust status --edge https://edge.example --pins trust/pins.json',
  async run({ options, terminal }) {
    const edge = readEdge(options.edge);
    const register = await believed(await fetchRegister(edge), options.pins, edge.origin);
    return report(register, edge.origin, terminal.nowMs());
  },
});

/** `roundgate trust verify`: the same, from a file that somebody kept. */
export const verifyTrust = defineCommand({
  name: 'trust verify',
  summary: 'Verify a saved register (GET /trust/register) without a network.',
  target: { name: 'FILE', help: 'the saved answer' },
  options: { pins: { value: 'pins.json', help: 'what is believed from the start', required: true } },
  example: 'roundgate trust verify register.json --pins trust/pins.json',
  async run({ target, options, terminal }) {
    const content = parseJson(readBytes(target, 'save GET /trust/register to a file'), target);
    const register = await believed(content as TrustRegisterAnswer, options.pins, target);
    return report(register, target, terminal.nowMs());
  },
});
