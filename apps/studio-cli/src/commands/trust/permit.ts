import { OPERATIONS, toTimestamp } from '@roundgate/contract';
import type { PermitDocument } from '@roundgate/contract/trust';
import { signDocument } from '@roundgate/contract/trust/sign';
import { defineCommand } from '../../cli/command.ts';
import { startProgress } from '../../cli/progress.ts';
import { createEdgeClient } from '../../edge/client.ts';
import { EDGE_OPTIONS, readAccess } from '../../edge/credentials.ts';
import { readDays } from '../../trust/numbers.ts';
import { DAY_MS } from '../../trust/root.ts';
import {
  currentRoot,
  newestPermit,
  permitPath,
  signersOfRole,
  writeEnvelope,
} from '../../trust/trust-folder.ts';

/** `roundgate trust permit`: compliance reads what a country would permit, and signs it. */
export const permit = defineCommand({
  name: 'trust permit',
  summary: 'Sign what a country permits: its rules and the builds with valid certificates (compliance).',
  target: { name: 'DIR', help: 'folder with the root, and compliance’s key under keys/' },
  options: {
    country: { value: 'MT', help: 'ISO 3166 code, such as MT or CA-ON', required: true },
    days: { value: '30', help: 'how long it is good (30)' },
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate trust permit trust --country MT --edge https://edge.example --key-id platform-1 --secret-file platform.secret',
  async run({ target, options, json, terminal }) {
    const root = await currentRoot(target);
    const progress = startProgress(terminal, 1, json);
    const client = createEdgeClient(readAccess(options, terminal.env), terminal, (text) =>
      progress.note(text),
    );
    const { method, path: template, response } = OPERATIONS.draftPermit;
    const draft = await client.call({
      label: `permit of ${options.country}`,
      method,
      path: template.replace('{country}', encodeURIComponent(options.country)),
      body: new Uint8Array(),
      contentType: 'application/json',
      response,
    });
    progress.end();
    const nowMs = terminal.nowMs();
    const { country, market, games } = draft;
    const version = Math.max(draft.version, newestPermit(target, country) + 1);
    const document: PermitDocument = {
      format: 'roundgate.permit/1',
      version,
      country,
      // A minute back: the clock of whoever reads it may be behind this one.
      not_before: toTimestamp(nowMs - 60_000),
      expires_at: toTimestamp(nowMs + readDays(options.days, 30) * DAY_MS),
      market,
      games,
    };
    const signers = signersOfRole(target, root.roles.compliance);
    const path = permitPath(target, country, version);
    writeEnvelope(path, await signDocument('permit', document, signers));
    const builds = Object.entries(games).flatMap(([game, rows]) =>
      Object.keys(rows).map((hash) => `  ${game}  ${hash}`),
    );
    return {
      facts: { permit: path, version, builds: builds.length, signatures: signers.length },
      lines: [
        `${country} v${version}  ${path}, good until ${document.expires_at.slice(0, 10)}`,
        `label ${market.age_label}, shortest round ${market.min_round_ms} ms, ${builds.length} builds:`,
        ...builds,
        `${signers.length} of ${root.roles.compliance.threshold} signatures; then: roundgate trust push`,
      ],
    };
  },
});
