import { OPERATIONS } from '@roundgate/contract';
import { appendAnchor } from '../../audit/archive-folder.ts';
import { readHead } from '../../audit/read-archive.ts';
import { defineCommand } from '../../cli/command.ts';
import { refused } from '../../cli/failure.ts';
import { callOf, connect } from '../../edge/connect.ts';
import { EDGE_OPTIONS } from '../../edge/credentials.ts';

/** `roundgate audit anchor`: keeps the digest of the newest manifest where nobody who holds the store can change it. */
export const anchor = defineCommand({
  name: 'audit anchor',
  summary: 'Append the digest of the newest manifest to a file that is kept outside the account.',
  options: {
    file: {
      value: 'FILE',
      help: 'the anchor file: one line a manifest; keep it elsewhere, or publish it',
      required: true,
    },
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate audit anchor --file anchors.ndjson --edge https://edge.example --key-id compliance-1 --secret-file desk.secret',
  async run({ options, json, terminal }) {
    const client = connect(options, terminal, json);
    const answer = await client.call(callOf(OPERATIONS.getAuditHead, { label: 'the head of the archive' }));
    const { number, digest, made_at } = readHead(answer.head);
    if (number === 0)
      throw refused(
        'the write-once store',
        'has no manifest yet',
        'sign one: roundgate audit archive --out DIR',
      );
    appendAnchor(options.file, { number, digest, made_at });
    return {
      facts: { number, digest, file: options.file },
      lines: [`✓ manifest ${number} ${digest} → ${options.file}`],
    };
  },
});
