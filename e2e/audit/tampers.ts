import type { StoredEvent } from '@roundgate/contract';
import type { ArchiveFiles } from './archive-files.ts';

/** One way to spoil a copy of the write-once store. */
export interface Tamper {
  readonly name: string;
  readonly apply: (files: ArchiveFiles) => void;
}

/** The shard with most batches, and its batch in the middle. */
function target(files: ArchiveFiles) {
  const [shard = ''] = files.shards();
  const batches = files.batches(shard);
  const middle = batches[Math.floor(batches.length / 2)] ?? '';
  return { shard, batches, middle, first: batches[0] ?? '', last: batches.at(-1) ?? '' };
}

const parse = (line = ''): StoredEvent => JSON.parse(line) as StoredEvent;

/** Another content for a stored line; its links stay as they are. */
const edited = (line: string): string => {
  const stored = parse(line);
  const event = { ...stored.event, ts: '2026-01-01T00:00:00.000Z' };
  return JSON.stringify({ ...stored, event });
};
const onFirst = (change: (line: string) => string) => (lines: string[]) => [
  change(lines[0] ?? ''),
  ...lines.slice(1),
];
const swapped = (lines: string[]): string[] => [
  ...lines.slice(1, 2),
  ...lines.slice(0, 1),
  ...lines.slice(2),
];

const EDITS: readonly Tamper[] = [
  {
    name: 'an event is edited in place',
    apply(files) {
      const { middle } = target(files);
      files.write(middle, files.read(middle).replace('"event":{"type":', '"event":{"type" :'));
    },
  },
  {
    name: 'an event is edited and its batch renamed to fit',
    apply: (files) => void files.rewrite(target(files).middle, onFirst(edited)),
  },
  {
    name: 'an event is edited and every link and batch after it made anew',
    apply(files) {
      const { shard, middle } = target(files);
      const source = parse(files.lines(middle)[1]).source;
      files.rewrite(middle, onFirst(edited));
      files.relink(shard, source);
      files.rechain(shard);
    },
  },
  {
    name: 'the last event of all is edited and everything made anew',
    apply(files) {
      const { shard, last } = target(files);
      const source = parse(files.lines(last).at(-1)).source;
      files.rewrite(last, (lines) => [...lines.slice(0, -1), edited(lines.at(-1) ?? '')]);
      files.relink(shard, source);
      files.rechain(shard);
    },
  },
  {
    name: 'an event is given to another player',
    apply(files) {
      const { shard, middle } = target(files);
      const change = (line: string) =>
        JSON.stringify({ ...parse(line), source: 'players/op-lantern/p-somebody-else' });
      files.rewrite(middle, onFirst(change));
      files.rechain(shard);
    },
  },
  {
    name: 'the day of a posting is changed',
    apply(files) {
      const { shard, middle } = target(files);
      const change = (line: string) => JSON.stringify({ ...parse(line), at: '2026-01-01T00:00:00.000Z' });
      files.rewrite(middle, onFirst(change));
      files.rechain(shard);
    },
  },
];

const DROPS: readonly Tamper[] = [
  {
    name: 'an event is dropped',
    apply: (files) => void files.rewrite(target(files).middle, (lines) => lines.slice(1)),
  },
  {
    name: 'the last event is dropped and the batches made anew',
    apply(files) {
      const { shard, last } = target(files);
      files.rewrite(last, (lines) => lines.slice(0, -1));
      files.rechain(shard);
    },
  },
  { name: 'a batch is dropped', apply: (files) => files.remove(target(files).middle) },
  { name: 'the last batch is dropped', apply: (files) => files.remove(target(files).last) },
  { name: 'a shard is dropped whole', apply: (files) => target(files).batches.forEach(files.remove) },
  { name: 'a manifest is dropped', apply: (files) => files.remove(files.manifests()[0] ?? '') },
  { name: 'the last manifest is dropped', apply: (files) => files.remove(files.manifests().at(-1) ?? '') },
  {
    name: 'a batch is cut short',
    apply: (files) => files.write(target(files).last, files.read(target(files).last).slice(0, -40)),
  },
  { name: 'the signed end is dropped', apply: (files) => files.remove('head.json') },
];

const SWAPS: readonly Tamper[] = [
  {
    name: 'two events are swapped',
    apply: (files) => void files.rewrite(target(files).first, swapped),
  },
  {
    name: 'two events are swapped and the batches made anew',
    apply(files) {
      const { shard, first } = target(files);
      files.rewrite(first, swapped);
      files.rechain(shard);
    },
  },
  {
    name: 'two batches are swapped',
    apply(files) {
      const { first, middle } = target(files);
      const [one, other] = [files.read(first), files.read(middle)];
      files.write(first, other);
      files.write(middle, one);
    },
  },
  {
    name: 'two manifests are swapped',
    apply(files) {
      const [first = '', second = ''] = files.manifests();
      const [one, other] = [files.read(first), files.read(second)];
      files.write(first, other);
      files.write(second, one);
    },
  },
];

const INSERTIONS: readonly Tamper[] = [
  {
    name: 'an event stands twice',
    apply: (files) => void files.rewrite(target(files).middle, (lines) => [...lines, lines[0] ?? '']),
  },
  {
    name: 'an event is inserted and everything made anew',
    apply(files) {
      const { shard, middle } = target(files);
      const source = parse(files.lines(middle)[1]).source;
      files.rewrite(middle, (lines) => [lines[0] ?? '', ...lines]);
      files.relink(shard, source);
      files.rechain(shard);
    },
  },
  {
    name: 'a batch is added at the end',
    apply(files) {
      const { shard, last, batches } = target(files);
      const place = String(batches.length + 1).padStart(10, '0');
      const [header = '{}', ...rest] = files.lines(last);
      const head = { ...(JSON.parse(header) as object), number: batches.length + 1 };
      const name = last.replace(/\d{10}-/, `${place}-`);
      files.write(name, `${[JSON.stringify(head), ...rest].join('\n')}\n`);
      files.rewrite(name, (lines) => lines);
      files.rechain(shard);
    },
  },
  { name: 'a strange file lies in the store', apply: (files) => files.write('batches/notes.txt', 'nothing') },
];

const SIGNATURES: readonly Tamper[] = [
  {
    name: 'a manifest is changed and signed by another key',
    apply: (files) =>
      files.forgeManifest(
        files.manifests()[0] ?? '',
        (one) => ({ ...one, made_at: '2026-01-01T00:00:00.000Z' }),
        false,
      ),
  },
  {
    name: 'a manifest is changed and signed by another key under the true name',
    apply: (files) =>
      files.forgeManifest(
        files.manifests().at(-1) ?? '',
        (one) => ({ ...one, shards: one.shards.slice(1) }),
        true,
      ),
  },
  {
    name: 'a signature is taken from another manifest',
    apply(files) {
      const [first = '', second = ''] = files.manifests();
      const { signatures } = JSON.parse(files.read(first)) as { signatures: unknown };
      files.write(second, JSON.stringify({ ...(JSON.parse(files.read(second)) as object), signatures }));
    },
  },
];

/** Every way that is tried. */
export const TAMPERS: readonly Tamper[] = [...EDITS, ...DROPS, ...SWAPS, ...INSERTIONS, ...SIGNATURES];
