import type { Fault } from '../cli/failure.ts';

/** What the frame of a game allows, clause by clause; `docs/game-frame.md` says the same at length. */
export const CLAUSES = {
  F1: "no code is made from text: the frame's policy names the one module by its digest and has no 'unsafe-eval'",
  F2: 'a game is one ES module that imports nothing: a blob has no neighbours, and a policy of digests admits no other code',
  F3: "the frame has no network: its policy lets 'connect' reach blob: and data: only",
  F4: "the frame's origin is opaque: storage and cookies throw",
  F5: 'Trusted Types are on: text never becomes markup',
  F6: "the policy has no 'unsafe-inline', frames, forms or plug-ins: inline styles, handlers and such elements do nothing",
  F7: 'the frame starts no worker, worklet or WebAssembly',
  F8: 'the frame has one port, which the kit holds: no window, dialog or other page is in its reach',
  F9: 'files come by their path in the build, each verified by its digest; the policy lets data: carry pictures only',
  F10: 'a build holds no style sheet: its rules are adopted by the module, and load nothing',
  F11: "the edge takes the contract's file types, sizes and names only",
  F12: 'the same source gives the same bytes wherever it is built, or the build_hash means nothing',
} as const;

/** The number of a clause in `docs/game-frame.md`. */
export type Clause = keyof typeof CLAUSES;

/** Why a source or an output cannot be part of a conformant build. */
export interface BuildFault extends Fault {
  readonly clause: Clause;
}

/** Every fault with its reason and its remedy, as a person reads it. */
export function faultText(faults: readonly BuildFault[]): string {
  const texts = faults.map(
    ({ where, what, clause, mend }) => `✗ ${where}: ${what}\n    ${clause}: ${CLAUSES[clause]}\n  → ${mend}`,
  );
  const count = faults.length === 1 ? 'one thing' : `${faults.length} things`;
  return `${count} could not run in the frame of a game\n\n${texts.join('\n')}\n`;
}
