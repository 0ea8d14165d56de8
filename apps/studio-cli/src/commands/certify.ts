import { Certificate, OPERATIONS } from '@roundgate/contract';
import { checkShape } from '../build/read-json.ts';
import { defineCommand } from '../cli/command.ts';
import { callOf, connect } from '../edge/connect.ts';
import { EDGE_OPTIONS } from '../edge/credentials.ts';

/** A day is taken as its first millisecond, UTC. */
const toInstant = (text: string) => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00.000Z` : text);

/** `roundgate certify`: the compliance desk proposes that a build be permitted in a country. */
export const certify = defineCommand({
  name: 'certify',
  summary: 'Propose the certificate of a build for the market matrix (for a key of the platform).',
  options: {
    game: { value: 'g-…', help: 'id of the game', required: true },
    country: { value: 'MT,CA-ON', help: 'one or more ISO 3166 codes', required: true },
    'rtp-profile': { value: '96', help: 'profile that was certified', required: true },
    build: { value: 'sha256:…', help: 'build_hash that was certified', required: true },
    lab: { value: 'NAME', help: 'test house', required: true },
    number: { value: 'NUMBER', help: 'number of the certificate', required: true },
    from: { value: 'DATE', help: 'first day, such as 2026-01-31, or an instant in UTC', required: true },
    to: { value: 'DATE', help: 'end: the certificate holds before this instant', required: true },
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate certify --edge https://edge.example --game g-night-market --country MT --rtp-profile 96 --build sha256:… --lab "Sandbox (no lab)" --number SBX-1 --from 2026-01-31 --to 2027-01-31 --key-id compliance-1 --secret-file compliance.secret',
  async run({ options, json, terminal }) {
    const rows = options.country.split(',').map((country) => ({
      game_id: options.game,
      country: country.trim(),
      rtp_profile: options['rtp-profile'],
      build_hash: options.build,
      lab: options.lab,
      number: options.number,
      valid_from: toInstant(options.from),
      valid_to: toInstant(options.to),
    }));
    for (const row of rows) checkShape(Certificate, row, 'certificate', 'correct this option');
    const client = connect(options, terminal, json);
    const entered = [];
    for (const body of rows) {
      const label = `certify ${body.number} in ${body.country}`;
      entered.push(await client.call(callOf(OPERATIONS.proposeCertificate, { label, body })));
    }
    return {
      facts: { certificates: entered },
      lines: [
        ...entered.map(({ certificate, already_there }) => {
          const state = already_there ? `is there already, ${certificate.status}` : 'is proposed';
          const { certificate_id, number, game_id, country } = certificate;
          return `${certificate_id}  certificate ${number} for ${game_id} in ${country} ${state}`;
        }),
        'a certificate counts once another key has approved it: roundgate approve',
      ],
    };
  },
});
