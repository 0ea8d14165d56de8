import { Certificate, OPERATIONS } from '@roundgate/contract';
import { checkShape } from '../build/read-json.ts';
import { defineCommand } from '../cli/command.ts';
import { startProgress } from '../cli/progress.ts';
import { createEdgeClient } from '../edge/client.ts';
import { EDGE_OPTIONS, readAccess } from '../edge/credentials.ts';

/** A day is taken as its first millisecond, UTC. */
const toInstant = (text: string) => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00.000Z` : text);

/** `roundgate certify`: the compliance desk permits a build in a country. */
export const certify = defineCommand({
  name: 'certify',
  summary: 'Enter the certificate of a build into the market matrix (for the key of the platform).',
  options: {
    game: { value: 'g-…', help: 'id of the game', required: true },
    country: { value: 'MT', help: 'ISO 3166 code, such as MT or CA-ON', required: true },
    'rtp-profile': { value: '96', help: 'profile that was certified', required: true },
    build: { value: 'sha256:…', help: 'build_hash that was certified', required: true },
    lab: { value: 'NAME', help: 'test house', required: true },
    number: { value: 'NUMBER', help: 'number of the certificate', required: true },
    from: { value: 'DATE', help: 'first day, such as 2026-01-31, or an instant in UTC', required: true },
    to: { value: 'DATE', help: 'end: the certificate holds before this instant', required: true },
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate certify --edge https://edge.example --game g-night-market --country MT --rtp-profile 96 --build sha256:… --lab "Sandbox (no lab)" --number SBX-1 --from 2026-01-31 --to 2027-01-31 --key-id platform-1 --secret-file platform.secret',
  async run({ options, json, terminal }) {
    const row = {
      game_id: options.game,
      country: options.country,
      rtp_profile: options['rtp-profile'],
      build_hash: options.build,
      lab: options.lab,
      number: options.number,
      valid_from: toInstant(options.from),
      valid_to: toInstant(options.to),
    };
    const certificate = checkShape(Certificate, row, 'certificate', 'correct this option');
    const access = readAccess(options, terminal.env);
    const progress = startProgress(terminal, 1, json);
    const client = createEdgeClient(access, terminal, (text) => progress.note(text));
    const { method, path, response } = OPERATIONS.certifyBuild;
    const answer = await client.call({
      label: `certify ${options.number}`,
      method,
      path,
      body: new TextEncoder().encode(JSON.stringify(certificate)),
      contentType: 'application/json',
      response,
    });
    const state = answer.already_there ? 'was there already' : 'is entered';
    return {
      facts: { certificate: answer.certificate, already_there: answer.already_there },
      lines: [`certificate ${options.number} for ${options.game} in ${options.country} ${state}`],
    };
  },
});
