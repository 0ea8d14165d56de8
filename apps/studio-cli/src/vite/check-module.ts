import type { BuildFault } from './clauses.ts';
import { importFinding } from './imports.ts';
import { findingAt } from './rules.ts';
import { boundNames, type SyntaxNode, walkSyntax } from './syntax.ts';

/** `12:3` of an offset, both from 1. */
export function positionAt(code: string, offset: number): string {
  const before = code.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

/** A module of the studio's own, as it was written. */
export interface OwnModule {
  readonly id: string;
  /** How faults call it: its path from the game's folder. */
  readonly label: string;
  readonly code: string;
  readonly program: SyntaxNode;
}

/** Everything in a studio's own module that could not run in the frame of a game, each with its line. */
export function checkModule({ id, label, code, program }: OwnModule): BuildFault[] {
  const bound = boundNames(program);
  const faults = new Map<string, BuildFault>();
  walkSyntax(program, (node, place) => {
    const finding = importFinding(node, id) ?? findingAt(node, place, bound);
    if (!finding) return;
    const where = `${label}:${positionAt(code, node.start)}`;
    // The object of a member starts where the member does: `window.localStorage.x` is one fault.
    faults.set(`${where} ${finding.clause}`, { where, ...finding });
  });
  return [...faults.values()];
}
