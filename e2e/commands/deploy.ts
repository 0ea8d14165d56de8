import { spawnSync } from 'node:child_process';
import { buildAll } from '../fixtures/build-all.ts';
import { devSecrets } from '../fixtures/dev-secrets.ts';
import { repo } from '../fixtures/paths.ts';

/** Every Worker that goes to an account, and the secrets that it must be given there. Values are never in a file here. */
const WORKERS = [
  {
    folder: 'worker',
    secrets: ['SESSION_SIGNING_JWKS', 'STATUS_SIGNING_JWK', 'AUDIT_SIGNING_JWK', 'PARTNER_SECRETS'],
  },
  { folder: 'apps/studio-rgs', secrets: ['SERVER_SEED', 'PARTNER_SECRETS'] },
  { folder: 'apps/operator', secrets: ['PARTNER_SECRETS', 'COOKIE_SECRET'] },
] as const;

const dryRun = process.argv.includes('--dry-run');
const wrangler = (folder: string, args: readonly string[], quiet: boolean): boolean => {
  const command = [repo('node_modules/wrangler/bin/wrangler.js'), ...args];
  const result = spawnSync(process.execPath, command, {
    cwd: repo(folder),
    encoding: 'utf8',
    stdio: quiet ? 'pipe' : 'inherit',
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  });
  if (quiet && result.status !== 0) console.error(result.stdout, result.stderr);
  if (quiet && result.status === 0)
    console.log(
      (result.stdout.match(/^env\..*$/gm) ?? [])
        .map((line) => `    ${line.replaceAll(/ {2,}/g, '  ').trim()}`)
        .join('\n'),
    );
  return result.status === 0;
};

if (!process.env.ROUNDGATE_ROOT_PINS_FILE && !dryRun) {
  console.error(
    'Set ROUNDGATE_ROOT_PINS_FILE to the pins.json of the production root: the loader trusts what is compiled into it.',
  );
  process.exit(2);
}
const pinsFile = process.env.ROUNDGATE_ROOT_PINS_FILE ?? (await devSecrets(repo('.roundgate/dev'))).pinsFile;
await buildAll(pinsFile, (text) => console.log(`  ${text}`));

if (!dryRun && !wrangler('worker', ['whoami'], false)) {
  console.error('Log in first: npx wrangler login');
  process.exit(1);
}
let failed = 0;
for (const { folder, secrets } of WORKERS) {
  console.log(`${folder}: ${dryRun ? 'dry run of the production deployment' : 'deploying'}`);
  const ok = wrangler(folder, ['deploy', '--env', 'production', ...(dryRun ? ['--dry-run'] : [])], dryRun);
  console.log(
    `    secrets to be set with \`npx wrangler secret put NAME --env production\`: ${secrets.join(', ')}`,
  );
  if (!ok) failed += 1;
}
process.exit(failed > 0 ? 1 : 0);
