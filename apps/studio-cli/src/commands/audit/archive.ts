import { OPERATIONS } from '@roundgate/contract';
import { ArchiveFolder } from '../../audit/archive-folder.ts';
import { copyArchive } from '../../audit/read-archive.ts';
import { defineCommand } from '../../cli/command.ts';
import { callOf, connect } from '../../edge/connect.ts';
import { EDGE_OPTIONS } from '../../edge/credentials.ts';

/** `roundgate audit archive`: a copy of the write-once store that verifies by itself. */
export const archive = defineCommand({
  name: 'audit archive',
  summary: 'Copy the write-once store into a folder that verifies by itself.',
  options: {
    out: { value: 'DIR', help: 'where to; what is there already is not fetched again', required: true },
    seal: { value: 'no', help: 'copy up to the last manifest, instead of signing a new one first' },
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate audit archive --out archive --edge https://edge.example --key-id compliance-1 --secret-file desk.secret',
  async run({ options, json, terminal }) {
    const client = connect(options, terminal, json);
    if (options.seal !== 'no')
      await client.call(callOf(OPERATIONS.sealAudit, { label: 'a manifest', body: {} }));
    const { head, objects, fetched } = await copyArchive(client, new ArchiveFolder(options.out));
    return {
      facts: {
        out: options.out,
        objects,
        fetched,
        manifest: head.number,
        digest: head.digest,
        made_at: head.made_at,
      },
      lines: [
        `✓ ${objects} objects, ${fetched} of them new, up to manifest ${head.number}`,
        `next: roundgate audit verify --export ${options.out} --keys FILE`,
      ],
    };
  },
});
