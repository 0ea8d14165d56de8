import { OPERATIONS } from '@roundgate/contract';
import { defineCommand, type Result } from '../cli/command.ts';
import type { EdgeClient } from '../edge/client.ts';
import { callOf, connect } from '../edge/connect.ts';
import { EDGE_OPTIONS } from '../edge/credentials.ts';
import { readCertificates } from '../register/read-certificates.ts';
import { certificateTable, eventTable } from '../register/texts.ts';

async function history(client: EdgeClient, certificate_id: string): Promise<Result> {
  const input = { label: `history of ${certificate_id}`, params: { certificate_id } };
  const answer = await client.call(callOf(OPERATIONS.getCertificateHistory, input));
  return {
    facts: { ...answer },
    lines: [...certificateTable([answer.certificate]), '', ...eventTable(answer.history)],
  };
}

/** `roundgate matrix`: what is certified where, and how it came to be. */
export const matrix = defineCommand({
  name: 'matrix',
  summary: 'Show the market matrix, or one certificate with its history.',
  options: {
    game: { value: 'g-…', help: 'of this game only' },
    country: { value: 'MT', help: 'in this country only' },
    build: { value: 'sha256:…', help: 'of this build only' },
    certificate: { value: 'cert-…', help: 'this certificate, and what was done to it' },
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate matrix --game g-night-market --edge https://edge.example --key-id compliance-1 --secret-file compliance.secret',
  async run({ options, json, terminal }) {
    const client = connect(options, terminal, json);
    if (options.certificate !== undefined) return history(client, options.certificate);
    const { game: game_id, country, build: build_hash } = options;
    const certificates = await readCertificates(client, { game_id, country, build_hash });
    return { facts: { certificates }, lines: certificateTable(certificates) };
  },
});
