import { bar, clock } from './bar.ts';
import type { Terminal } from './terminal.ts';

/** How much there is to upload. */
export interface Work {
  readonly files: number;
  readonly bytes: number;
}

/** One file on its way. */
export interface FileProgress {
  /** What was sent of it counts for nothing: the file starts again. */
  restart(): void;
  sent(bytes: number): void;
  done(outcome: 'sent' | 'present'): void;
}

/** Tells a person how far an upload is. */
export interface UploadProgress {
  file(path: string, size: number): FileProgress;
  note(text: string): void;
  end(): void;
}

const DONE = { sent: 'uploaded', present: 'already there' } as const;

/** Bytes for people: 812 B, 3.4 kB, 12.0 MB. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${Math.round(bytes)} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What is done so far. Files that were there already count as done, and not as sent. */
class Tally {
  readonly #startedMs: number;
  readonly total: Work;
  files = 0;
  bytes = 0;
  sent = 0;

  constructor(total: Work, startedMs: number) {
    this.total = total;
    this.#startedMs = startedMs;
  }

  /** Rate of what went over the wire, and the time that the rest takes at it. */
  pace(nowMs: number): string {
    const elapsedMs = nowMs - this.#startedMs;
    if (elapsedMs <= 0 || this.sent === 0) return '';
    const bytesPerMs = this.sent / elapsedMs;
    const leftS = (this.total.bytes - this.bytes) / bytesPerMs / 1_000;
    return ` · ${sizeText(bytesPerMs * 1_000)}/s · ${clock(Math.ceil(leftS))} left`;
  }
}

function barLine(tally: Tally, path: string, nowMs: number): string {
  const { total, files, bytes } = tally;
  const counts = `${files}/${total.files} files · ${sizeText(bytes)} of ${sizeText(total.bytes)}`;
  return `${bar(total.bytes === 0 ? 1 : bytes / total.bytes)} ${counts}${tally.pace(nowMs)} · ${path}`;
}

/** Follows the files of a tally; `onChange` and `onDone` draw. */
function follow(
  tally: Tally,
  size: number,
  onChange: () => void,
  onDone: (outcome: 'sent' | 'present') => void,
): FileProgress {
  let own = 0;
  const add = (bytes: number) => {
    own += bytes;
    tally.bytes += bytes;
  };
  return {
    restart() {
      add(-own);
      onChange();
    },
    sent(bytes) {
      add(bytes);
      tally.sent += bytes;
      onChange();
    },
    done(outcome) {
      add(size - own);
      tally.files += 1;
      onDone(outcome);
    },
  };
}

function liveUpload(terminal: Terminal, total: Work): UploadProgress {
  const tally = new Tally(total, terminal.nowMs());
  return {
    file(path, size) {
      const draw = () => terminal.err(`\r\x1b[K${barLine(tally, path, terminal.nowMs())}`);
      return follow(tally, size, draw, draw);
    },
    note: (text) => terminal.err(`\r\x1b[K${text}\n`),
    end: () => terminal.err('\r\x1b[K'),
  };
}

function plainUpload(terminal: Terminal, total: Work): UploadProgress {
  const tally = new Tally(total, terminal.nowMs());
  return {
    file(path, size) {
      const tell = (outcome: 'sent' | 'present') =>
        terminal.err(`${tally.files}/${total.files} ${path} ${DONE[outcome]} (${sizeText(size)})\n`);
      return follow(tally, size, () => undefined, tell);
    },
    note: (text) => terminal.err(`${text}\n`),
    end: () => undefined,
  };
}

const NO_FILE: FileProgress = { restart: () => undefined, sent: () => undefined, done: () => undefined };
const SILENT: UploadProgress = { file: () => NO_FILE, note: () => undefined, end: () => undefined };

/** A bar on a terminal, lines elsewhere, nothing beside `--json`. */
export function startUpload(terminal: Terminal, total: Work, json: boolean): UploadProgress {
  if (json) return SILENT;
  return terminal.live ? liveUpload(terminal, total) : plainUpload(terminal, total);
}
