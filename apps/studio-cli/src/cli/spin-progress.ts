import { bar, clock } from './bar.ts';
import type { Terminal } from './terminal.ts';

/** Tells a person how far a simulation is, how fast, and how long it still takes. */
export interface SpinProgress {
  show(spins: number): void;
  end(): void;
}

/** Elsewhere than on a terminal a line is written no more often than this. */
const LINE_EVERY_MS = 10_000;

const millions = (spins: number): string => `${(spins / 1e6).toFixed(spins < 1e8 ? 1 : 0)} M`;

/** A bar on a terminal, a line now and then elsewhere, nothing beside `--json`. */
export function startSpinProgress(terminal: Terminal, total: number, json: boolean): SpinProgress {
  if (json) return { show: () => undefined, end: () => undefined };
  const startedMs = terminal.nowMs();
  let toldMs = startedMs;
  const text = (spins: number): string => {
    const seconds = (terminal.nowMs() - startedMs) / 1_000;
    if (seconds <= 0) return `${millions(spins)} of ${millions(total)}`;
    const rate = spins / seconds;
    const left = clock(Math.ceil((total - spins) / rate));
    return `${millions(spins)} of ${millions(total)} spins · ${millions(rate)}/s · ${left} left`;
  };
  return {
    show(spins) {
      if (terminal.live) return terminal.err(`\r\x1b[K${bar(spins / total)} ${text(spins)}`);
      if (terminal.nowMs() - toldMs < LINE_EVERY_MS) return;
      toldMs = terminal.nowMs();
      terminal.err(`${text(spins)}\n`);
    },
    end: () => terminal.live && terminal.err('\r\x1b[K'),
  };
}
