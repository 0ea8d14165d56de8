import { defineCommand } from '../../cli/command.ts';
import { EXIT, Failure, misused, reasonOf, unreachable } from '../../cli/failure.ts';
import { sendHttp } from '../../edge/http.ts';

const API = 'https://api.cloudflare.com';
const DAY_S = 86_400;
const TIMEOUT_MS = 30_000;

/** What is locked: everything that is written once. */
const PREFIXES = ['batches/', 'manifests/'] as const;

const rulesFor = (days: number) => ({
  rules: PREFIXES.map((prefix) => ({
    id: `roundgate-audit-${prefix.slice(0, -1)}`,
    enabled: true,
    prefix,
    condition: { type: 'Age', maxAgeSeconds: days * DAY_S },
  })),
});

function checkDays(text: string): number {
  const days = Number(text);
  if (!/^\d+$/.test(text) || days < 1 || days > 36_500)
    throw misused(
      '--days',
      `"${text}" is no whole number from 1 to 36500`,
      'give the days that your markets ask for',
    );
  return days;
}

const checkName = (where: string, text: string): string => {
  if (!/^[a-z0-9][a-z0-9-]{1,62}$/.test(text))
    throw misused(where, `"${text}" is no such name`, 'see the dashboard of the account');
  return text;
};

/** `roundgate audit lock`: bucket locks over the write-once store. Without --apply it only shows what it would do. */
export const lock = defineCommand({
  name: 'audit lock',
  summary: 'Lock the write-once store for years (R2 bucket locks); a dry run unless --apply yes.',
  options: {
    account: { value: 'ID', help: 'the account of the bucket', required: true },
    days: { value: 'N', help: 'how long an object may be neither changed nor deleted', required: true },
    bucket: { value: 'NAME', help: 'the bucket (roundgate-audit)' },
    apply: { value: 'yes', help: 'send it; the token is read from CLOUDFLARE_API_TOKEN' },
    api: { value: 'URL', help: 'another address of the API' },
  },
  example: 'roundgate audit lock --account 0123456789abcdef --days 3650',
  async run({ options, terminal }) {
    const days = checkDays(options.days);
    const account = checkName('--account', options.account);
    const bucket = checkName('--bucket', options.bucket ?? 'roundgate-audit');
    const path = `/client/v4/accounts/${account}/r2/buckets/${bucket}/lock`;
    const body = rulesFor(days);
    const facts = { method: 'PUT', path, body, applied: options.apply === 'yes' };
    const shown = body.rules.map(({ prefix }) => `  ${bucket}/${prefix}*  ${days} days`);
    if (options.apply !== 'yes')
      return {
        facts,
        lines: [
          `would send PUT ${path}`,
          ...shown,
          'This replaces the lock rules of the bucket. A lock holds against everybody, the account owner included, until a rule is removed.',
          'nothing was changed; add --apply yes to send it',
        ],
      };
    const token = terminal.env.CLOUDFLARE_API_TOKEN;
    if (!token)
      throw misused(
        'CLOUDFLARE_API_TOKEN',
        'is not set',
        'set it to a token that may edit R2 of this account',
      );
    const url = new URL(path, options.api ?? API);
    const request = {
      method: 'PUT',
      url,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: new TextEncoder().encode(JSON.stringify(body)),
      timeoutMs: TIMEOUT_MS,
    };
    const answer = await sendHttp(request).catch((cause: unknown) => {
      throw unreachable(url.origin, reasonOf(cause), 'run the same command again; it is idempotent');
    });
    if (answer.status !== 200)
      throw new Failure(EXIT.refused, [
        {
          where: path,
          what: `answered ${answer.status}: ${Buffer.from(answer.body).toString('utf8').slice(0, 300)}`,
          mend: 'check account, bucket and the rights of the token',
        },
      ]);
    return { facts, lines: ['✓ locked', ...shown] };
  },
});
