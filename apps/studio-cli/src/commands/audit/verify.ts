import { join } from 'node:path';
import { PlayerId } from '@roundgate/contract';
import { type Archive, type ArchiveFault, verifyArchive, verifyTable } from '@roundgate/contract/audit';
import { KEYS_FILE, openArchive, readAnchors, readKeys } from '../../audit/archive-folder.ts';
import { judgePlayer, sha256Hex } from '../../audit/judge-player.ts';
import { readLedgerFile } from '../../audit/ledger-file.ts';
import { readPlayer } from '../../audit/read-player.ts';
import { checkShape, parseJson, readBytes } from '../../build/read-json.ts';
import { type Call, defineCommand, type OptionSpec, type Result } from '../../cli/command.ts';
import { EXIT, Failure, misused } from '../../cli/failure.ts';
import { connect } from '../../edge/connect.ts';
import { EDGE_OPTIONS } from '../../edge/credentials.ts';

const NAME = 'audit verify';

/** As for every command with a network, but an export is verified without one. */
const OWN_EDGE = Object.fromEntries(
  Object.entries(EDGE_OPTIONS).map(([name, { value, help }]) => [
    name,
    { value, help: `${help} (with --player)` },
  ]),
) as Record<keyof typeof EDGE_OPTIONS, OptionSpec>;

const OPTIONS = {
  export: {
    value: 'DIR',
    help: 'a copy of the write-once store (roundgate audit archive); nothing else is needed',
  },
  keys: {
    value: 'FILE',
    help: "the audit keys as you got them from the platform; without it the copy's own are believed",
  },
  anchors: { value: 'FILE', help: 'digests that were kept elsewhere (roundgate audit anchor)' },
  table: {
    value: 'FILE',
    help: "with --export: a tournament's signed final table, whose scores are counted again from the copy",
  },
  player: { value: 'p-…', help: "or: whose records to read from the edge, with the operator's key" },
  ledger: {
    value: 'FILE',
    help: "the wallet's own ledger of this player, as JSON; without it money is not checked",
  },
  pull: { value: 'yes', help: 'first has the ledger fetch what the bus lost or has not brought yet' },
  ...OWN_EDGE,
};

type Options = Call<typeof OPTIONS>['options'];

const MAX_TOLD = 20;

/** Fails with what is not as it was written. */
function mustHold(faults: readonly ArchiveFault[], whose: string, mend: string): void {
  if (faults.length === 0) return;
  const told = faults
    .slice(0, MAX_TOLD)
    .map(({ where, what }) => ({ where: `${whose}: ${where}`, what, mend }));
  throw new Failure(EXIT.refused, told);
}

/** Counts a final table again; the file is the envelope, or the edge's answer that holds it. */
async function verifyTableFile(file: string, archive: Archive): Promise<string> {
  const read = parseJson(readBytes(file, 'give the answer of getTournamentTable, or its final'), file);
  const envelope = (read as { final?: unknown } | null)?.final ?? read;
  const { tournament, entries, spins, faults } = await verifyTable(archive, envelope);
  mustHold(faults, file, 'get the table again; if it is the same, open an incident');
  return `✓ ${tournament}: ${entries} entries, ${spins} spins counted again, to the same scores and places`;
}

async function verifyExport(folder: string, { keys, anchors, table }: Options): Promise<Result> {
  const trusted = readKeys(keys ?? join(folder, KEYS_FILE));
  const archive = openArchive(folder, trusted, anchors === undefined ? [] : readAnchors(anchors));
  const { faults, madeAt, ...counts } = await verifyArchive(archive, sha256Hex);
  const mend = 'keep this copy as it is, copy the archive again, and open an incident if it is the same';
  mustHold(faults, folder, mend);
  const counted = table === undefined ? [] : [await verifyTableFile(table, archive)];
  return {
    facts: {
      ...counts,
      made_at: madeAt,
      anchors: archive.anchors.length,
      faults: 0,
      keys_from: keys ? 'file' : 'export',
    },
    lines: [
      `✓ ${counts.events} events of ${counts.sources} chains in ${counts.batches} batches, under ${counts.manifests} signed manifests`,
      `✓ whole up to ${madeAt}${archive.anchors.length > 0 ? `, ${archive.anchors.length} anchors hold` : ''}`,
      ...counted,
      ...(keys ? [] : ['- the keys are those of the copy itself: give --keys to be sure whose they are']),
    ],
  };
}

function edgeOf(options: Options) {
  const needed = (name: 'edge' | 'key-id'): string => {
    const value = options[name];
    if (value === undefined)
      throw misused(`roundgate ${NAME}`, `--${name} is missing`, `add --${name} beside --player`);
    return value;
  };
  return { ...options, edge: needed('edge'), 'key-id': needed('key-id') };
}

/** `roundgate audit verify`: a copy of the store against itself and its signatures, or a player's records against every promise. */
export const verify = defineCommand({
  name: NAME,
  summary: "Verify a copy of the write-once store by itself, or a player's records against every promise.",
  options: OPTIONS,
  example: 'roundgate audit verify --export archive --keys audit-keys.json --anchors anchors.ndjson',
  async run({ options, json, terminal }) {
    if ((options.export === undefined) === (options.player === undefined))
      throw misused(
        `roundgate ${NAME}`,
        'exactly one of --export and --player is needed',
        `see roundgate ${NAME} --help`,
      );
    if (options.export !== undefined) return verifyExport(options.export, options);
    const player = checkShape(PlayerId, options.player, '--player', 'give an id such as p-1');
    const whole = options.ledger === undefined ? null : readLedgerFile(options.ledger);
    const client = connect(edgeOf(options), terminal, json);
    const records = await readPlayer(client, player, options.pull === 'yes');
    return judgePlayer(player, records, whole);
  },
});
