import type { DrawFact } from '@roundgate/contract/audit';
import type { DrawAnswer, VoidAnswer } from '../src/domain/rounds/inputs.ts';
import type { Round } from '../src/domain/rounds/round.ts';
import type { Choices } from './rng.ts';

interface Draw {
  readonly stakeMinor: number;
  readonly winMinor: number;
  readonly sessionId: string;
  readonly atMs: number;
}

/** A studio's game server with its own log: one outcome per key, and a void that nothing can undo. */
export class SimRgs {
  readonly #draws = new Map<string, Draw & { readonly roundId: string }>();
  readonly #voided = new Set<string>();
  readonly #choices: Choices;
  /** The packets of free spins that were issued. It does not count them: that the gateway does is to be seen. */
  readonly issued = new Set<string>();
  /** Refuses draws that it has not made yet. */
  refusing = false;

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  draw(round: Round, nowMs: number): DrawAnswer {
    if (this.#voided.has(round.uid)) return { kind: 'refused', code: 'ROUND_CLOSED' };
    const { grantId } = round.mode;
    if (grantId !== null && !this.issued.has(grantId)) return { kind: 'refused', code: 'GRANT_NOT_FOUND' };
    const known = this.#draws.get(round.uid);
    if (!known && this.refusing) return { kind: 'refused', code: 'STAKE_NOT_ALLOWED' };
    if (known && known.stakeMinor !== round.stakeMinor)
      return { kind: 'refused', code: 'IDEMPOTENCY_CONFLICT' };
    const draw = known ?? this.#first(round, nowMs);
    return {
      kind: 'drawn',
      sessionId: draw.sessionId,
      buildHash: round.buildHash,
      uses: [],
      outcome: {
        winMinor: draw.winMinor,
        events: [{ type: 'round_ended', win_minor: draw.winMinor }],
        features: [],
        mechanicsVersion: 'sim/1',
        telemetryRef: round.uid,
        drawnAtMs: draw.atMs,
      },
    };
  }

  void(round: Round, ifDrawn: 'keep' | 'discard'): VoidAnswer {
    if (this.#voided.has(round.uid)) return { kind: 'voided' };
    if (ifDrawn === 'keep' && this.#draws.has(round.uid)) return { kind: 'already_drawn' };
    this.#voided.add(round.uid);
    return { kind: 'voided' };
  }

  log(): DrawFact[] {
    return [...this.#draws].map(([uid, { roundId, stakeMinor, winMinor }]) => ({
      roundId,
      stakeMinor,
      winMinor,
      voided: this.#voided.has(uid),
    }));
  }

  #first(round: Round, nowMs: number): Draw & { roundId: string } {
    const { uid, roundId, stakeMinor, sessionId } = round;
    const wins = this.#choices.chance(`wins/${roundId}`, 0.5);
    const winMinor = wins ? stakeMinor * this.#choices.between(`win/${roundId}`, 1, 9) : 0;
    const draw = { roundId, stakeMinor, winMinor, sessionId, atMs: nowMs };
    this.#draws.set(uid, draw);
    return draw;
  }
}
