import { type RgFlags, type RgView, toTimestamp, type UiElement, type UiEvidence } from '@roundgate/contract';
import { endedByLaunch } from '../domain/markets/one-game.ts';
import { acknowledge } from '../domain/rg/checks.ts';
import { evidenceWords, missingUi, withEvidence } from '../domain/rg/evidence.ts';
import { atLaunch } from '../domain/rg/launch.ts';
import { changeLimits, type LimitsWish } from '../domain/rg/limits.ts';
import { pressPanic } from '../domain/rg/panic.ts';
import { type Rehearsal, rehearse } from '../domain/rg/rehearse.ts';
import { blockedRefusal, standingAt } from '../domain/rg/standing.ts';
import type { RgFacts } from '../domain/rg/state.ts';
import { rgViewOf } from '../domain/rg/view.ts';
import { type LoaderFacts, type Refusal, type Session, sessionRefusal } from '../domain/sessions/session.ts';
import { accept, type Reply, refuse } from './player-rounds.ts';
import type { RgDuties, RgDutiesTools } from './rg-duties.ts';

/**
 * Responsible gaming of one player: what the loader attests, what the player does and what the operator sets (spec G1,
 * G2, M3). Rules are in domain/rg; here they are asked, written and told. Knows no platform.
 */
export class PlayerRg {
  readonly #tools: RgDutiesTools;
  readonly #duties: RgDuties;

  constructor(tools: RgDutiesTools, duties: RgDuties) {
    this.#tools = tools;
    this.#duties = duties;
  }

  /** How a session stands, for its player. */
  view(session: Session): RgView {
    return rgViewOf(this.#tools.desk.facts(session), this.#tools.now());
  }

  /** A session begins. Where no other may run on beside it, those that do are over. */
  launch(sessionId: string, loader: LoaderFacts): void {
    const { store, desk, now, onEnded } = this.#tools;
    const ended: string[] = [];
    this.#duties.write(() => {
      store.player.markLaunched(sessionId, loader, now());
      const session = store.player.session(sessionId);
      if (!session) return;
      const facts = desk.facts(session);
      const { own, player, goesOn } = atLaunch(facts, this.#previous(facts), now());
      store.rg.putSession(sessionId, own);
      desk.keepPlayer(player, player.sitting);
      if (own.soonAgain) this.#duties.append(sessionId, 'soon_again', 'a session ended a short while ago');
      const running = store.player.running().map((id) => store.player.session(id));
      const others = running.filter((other) => other !== undefined);
      ended.push(...endedByLaunch(session, others, goesOn).map((other) => other.sessionId));
      for (const other of ended) store.player.markEnded(other, 'superseded', now());
    });
    for (const other of ended) onEnded(other, 'superseded');
    this.#duties.rearm();
  }

  /** The loader says what was seen; play is refused while a required element is missing (spec M3). */
  attest(
    sessionId: string,
    evidence: readonly UiEvidence[],
  ): Reply<{ complete: boolean; missing: UiElement[] }> {
    const facts = this.#running(sessionId);
    if ('code' in facts) return refuse(facts);
    const { market } = facts.session;
    const before = missingUi(market, facts.own.seen).length;
    const seen = withEvidence(facts.own.seen, evidence, this.#tools.now());
    const missing = missingUi(market, seen);
    const name = missing.length === 0 ? 'ui_attested' : 'ui_withdrawn';
    const changed = (before === 0) !== (missing.length === 0);
    this.#duties.write(() => {
      this.#tools.store.rg.putSession(sessionId, { ...facts.own, seen });
      if (changed) this.#duties.append(sessionId, name, evidenceWords(market, seen).slice(0, 200));
    });
    return accept({ complete: missing.length === 0, missing });
  }

  /** The player has read a reality check or a rest; a repeat is harmless. */
  acknowledge(sessionId: string, checkId: string): Reply<RgView> {
    const facts = this.#running(sessionId);
    if ('code' in facts) return refuse(facts);
    const changed = acknowledge(facts, checkId, this.#tools.now());
    if (changed)
      this.#duties.write(() => {
        const { store, desk } = this.#tools;
        if (changed.own) store.rg.putSession(sessionId, changed.own);
        if (changed.player) desk.keepPlayer(changed.player);
        const kind = changed.own ? 'reality_check' : 'rest';
        this.#duties.append(sessionId, `${kind}_acknowledged`, checkId);
      });
    return this.#after(sessionId);
  }

  /** The player sets limits or the interval of the reality check. */
  setLimits(sessionId: string, wish: LimitsWish): Reply<RgView> {
    const facts = this.#running(sessionId);
    if ('code' in facts) return refuse(facts);
    const { block } = standingAt(facts, this.#tools.now());
    if (block) return refuse(blockedRefusal(block));
    const own = changeLimits(facts, wish, this.#tools.now());
    if ('code' in own) return refuse(own);
    const { limits, realityMin } = own;
    const words = [
      ...(limits ? [`time ${limits.timeMin} min, spend ${limits.spendMinor} minor units`] : []),
      ...(realityMin === null ? [] : [`reality check ${realityMin} min`]),
    ];
    this.#duties.write(() => {
      this.#tools.store.rg.putSession(sessionId, own);
      this.#duties.append(sessionId, 'limits_set', words.join(', ') || 'nothing');
    });
    return this.#after(sessionId);
  }

  /** The panic button: no play for the market's hours in any session, which end after their rounds. */
  panic(sessionId: string): Reply<RgView> {
    const facts = this.#running(sessionId);
    if ('code' in facts) return refuse(facts);
    const player = pressPanic(facts, this.#tools.now());
    if ('code' in player) return refuse(player);
    this.#duties.write(() => {
      this.#tools.desk.keepPlayer(player);
      this.#duties.append(sessionId, 'panic', `until ${toTimestamp(player.panicUntilMs ?? 0)}`);
    });
    this.changed();
    return accept(this.view(this.#tools.store.player.session(sessionId) ?? facts.session));
  }

  /** A sandbox makes a rule fall due; told on the chain, so that nobody takes it for the clock's work. */
  rehearse(sessionId: string, name: Rehearsal): Reply<RgView> {
    const facts = this.#running(sessionId);
    if ('code' in facts) return refuse(facts);
    const { rules, own } = rehearse(facts, name, this.#tools.now());
    this.#duties.write(() => {
      this.#tools.store.player.setRules(sessionId, rules);
      this.#tools.store.rg.putSession(sessionId, own);
      this.#duties.append(sessionId, 'rehearsal', name);
    });
    return this.#after(sessionId);
  }

  /** The operator's flags changed, in a transaction of their own: said on the chain. */
  flagged(flags: RgFlags, reason: string): void {
    const cools = flags.cool_off_until && Date.parse(flags.cool_off_until) > this.#tools.now();
    const name = flags.self_excluded
      ? 'self_excluded'
      : flags.blocked
        ? 'blocked'
        : cools
          ? 'cool_off'
          : 'flags_changed';
    this.#duties.append(null, name, reason);
  }

  /** What holds for the player changed: every running session meets it now, and is told. */
  changed(): void {
    for (const sessionId of this.#tools.store.player.running())
      if (!this.#duties.enforce(sessionId)) this.#tools.onNews(sessionId);
    this.#duties.rearm();
  }

  /** A round of a session was asked for, and is over or refused. */
  played(sessionId: string, refusal: Refusal | undefined): void {
    if (refusal?.code === 'UI_NOT_SHOWN') this.#noteNotShown(sessionId, refusal);
    this.#duties.enforce(sessionId);
  }

  #previous({ player, session }: RgFacts): RgFacts | undefined {
    const { store, desk } = this.#tools;
    const { lastSessionId } = player;
    if (lastSessionId === null || lastSessionId === session.sessionId) return undefined;
    const last = store.player.session(lastSessionId);
    return last && desk.facts(last);
  }

  /** The facts of a session that can be used, after what was due in it; a refusal when it cannot. */
  #running(sessionId: string): RgFacts | Refusal {
    const { store, desk, now } = this.#tools;
    this.#duties.enforce(sessionId);
    const session = store.player.session(sessionId);
    const refusal = sessionRefusal(session, now());
    return refusal || !session ? (refusal ?? { code: 'SESSION_NOT_FOUND' }) : desk.facts(session);
  }

  /** The view after an act of the player, and after what it made due; every window of the session is told. */
  #after(sessionId: string): Reply<RgView> {
    const session = this.#tools.store.player.session(sessionId);
    if (!session) return refuse({ code: 'SESSION_NOT_FOUND' });
    if (!this.#duties.enforce(sessionId)) this.#tools.onNews(sessionId);
    this.#duties.rearm();
    return accept(this.view(this.#tools.store.player.session(sessionId) ?? session));
  }

  #noteNotShown(sessionId: string, { facts }: Refusal): void {
    const own = this.#tools.store.rg.session(sessionId);
    if (own.told.includes('ui_not_shown')) return;
    const notice = { key: 'ui_not_shown', name: 'ui_not_shown', reason: facts?.detail ?? '' };
    this.#duties.write(() => this.#duties.tell(sessionId, own, [notice]));
  }
}
