import { bar } from './bar.ts';
import type { Terminal } from './terminal.ts';

/** Tells a person how far a command is. */
export interface Progress {
  step(label: string): void;
  note(text: string): void;
  end(): void;
}

function liveProgress(terminal: Terminal, total: number): Progress {
  let done = 0;
  const draw = (label: string) => {
    terminal.err(`\r\x1b[K${bar(total === 0 ? 1 : done / total)} ${done}/${total} ${label}`);
  };
  return {
    step(label) {
      done += 1;
      draw(label);
    },
    note: (text) => terminal.err(`\r\x1b[K${text}\n`),
    end: () => terminal.err('\r\x1b[K'),
  };
}

function plainProgress(terminal: Terminal, total: number): Progress {
  let done = 0;
  return {
    step(label) {
      done += 1;
      terminal.err(`${done}/${total} ${label}\n`);
    },
    note: (text) => terminal.err(`${text}\n`),
    end: () => undefined,
  };
}

const SILENT: Progress = { step: () => undefined, note: () => undefined, end: () => undefined };

/** A bar on a terminal, lines elsewhere, nothing beside `--json`. */
export function startProgress(terminal: Terminal, total: number, json: boolean): Progress {
  if (json) return SILENT;
  return terminal.live ? liveProgress(terminal, total) : plainProgress(terminal, total);
}
