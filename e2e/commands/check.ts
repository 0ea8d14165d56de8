import { globSync } from 'node:fs';
import { repo } from '../fixtures/paths.ts';
import { checkSuite, runSuite, vitestSuite } from '../fixtures/suite.ts';

const projects = globSync('{worker,client-loader,demo-game,locales,apps,e2e}/**/tsconfig{,.page}.json', {
  cwd: repo(''),
  exclude: ['**/node_modules'],
}).sort();

/** Format, lint, types, words, contract drift, house rules, and a dry run of every deployment. */
export const CHECKS = [
  checkSuite('format and lint', 'node_modules/@biomejs/biome/bin/biome', [
    'check',
    '--error-on-warnings',
    '.',
  ]),
  ...projects.map((project) =>
    checkSuite(`types of ${project.replace('/tsconfig.json', '')}`, 'node_modules/typescript/bin/tsc', [
      '-p',
      project,
    ]),
  ),
  checkSuite('locales', 'locales/src/check.ts'),
  checkSuite('openapi.json is what the contract says', 'worker/contract/scripts/openapi.ts', ['--check']),
  checkSuite('asyncapi.json is what the contract says', 'worker/contract/scripts/asyncapi.ts', ['--check']),
  checkSuite("operators' guide is what the sources say", 'client-loader/scripts/integration-guide.ts', [
    '--check',
  ]),
  checkSuite('vectors are what the contract says', 'worker/contract/scripts/vectors.ts', ['--check']),
  vitestSuite('unit', 'house rules', 'e2e/tidy'),
  checkSuite('deployments build', 'e2e/commands/deploy.ts', ['--dry-run']),
];

if (import.meta.main) {
  let failed = 0;
  for (const check of CHECKS) {
    const result = await runSuite(check);
    if (result.failed > 0) failed += 1;
    console.log(`${result.failed > 0 ? 'FAILED' : 'ok'}  ${check.name} (${result.seconds.toFixed(1)} s)`);
  }
  process.exit(failed > 0 ? 1 : 0);
}
