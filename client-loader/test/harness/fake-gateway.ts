import type { Page, Route, WebSocketRoute } from '@playwright/test';
import type {
  FeedMessage,
  MarketTerms,
  ProblemCode,
  RgView,
  RoundView,
  SessionInfo,
  UiElement,
  UiEvidence,
} from '@roundgate/contract';

const eur = (amount_minor: number) => ({ amount_minor, currency: 'EUR', exponent: 2 }) as const;
const iso = (offsetMs = 0): string => new Date(Date.now() + offsetMs).toISOString();

/** A moment from now, as the contract writes it. */
export const inMs = iso;
export { eur };

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown> | null;
}

/** What a session begins with. */
export interface Start {
  readonly terms: MarketTerms;
  readonly view: Partial<RgView>;
  readonly locale: string;
  readonly required: readonly UiElement[];
}

const freshView = (): RgView => ({
  at: iso(),
  session_time_ms: 0,
  totals: { rounds: 0, staked: eur(0), won: eur(0), net: eur(0) },
  month_net: null,
  blocked: null,
  check: null,
  next_check_at: null,
  reality_check_min: 60,
  limits: null,
  limits_needed: false,
  soon_again: false,
});

/** The gateway's part, as the contract has it, in the memory of a test. */
export class FakeGateway {
  readonly calls: Call[] = [];
  readonly #start: Start;
  readonly #seen = new Map<UiElement, UiEvidence['seen']>();
  #sockets: WebSocketRoute[] = [];
  #balanceMinor = 50_00;
  view: RgView;
  /** What the next rounds win, in minor units; the last is repeated. */
  wins = [0];
  /** How long a round takes. */
  roundMs = 20;
  /** Problems that the next calls of a path answer instead. */
  readonly problems = new Map<string, ProblemCode>();
  ended: ProblemCode | null = null;

  constructor(start: Start) {
    this.#start = start;
    this.view = { ...freshView(), ...start.view };
  }

  async serve(page: Page): Promise<void> {
    await page.route('**/v1/**', (route) => this.#answer(route));
    await page.routeWebSocket('**/v1/session/feed', (socket) => {
      this.#sockets.push(socket);
    });
  }

  /** Changes how the session stands; without a push nobody is told. */
  set(changes: Partial<RgView>): void {
    this.view = { ...this.view, ...changes, at: iso() };
  }

  /** Changes it and pushes it. */
  push(changes: Partial<RgView>): void {
    this.set(changes);
    this.say({ type: 'rg', rg: this.view });
  }

  say(message: FeedMessage): void {
    for (const socket of this.#sockets) socket.send(JSON.stringify(message));
  }

  /** Cuts every feed that is open. */
  async cut(): Promise<void> {
    await Promise.all(this.#sockets.splice(0).map((socket) => socket.close()));
  }

  get feeds(): number {
    return this.#sockets.length;
  }

  called(path: string): Call[] {
    return this.calls.filter((call) => call.path === path);
  }

  get evidenceComplete(): boolean {
    return this.#start.required.every((name) => ['visible', 'unknown'].includes(this.#seen.get(name) ?? ''));
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const path = new URL(request.url()).pathname;
    const body = request.postDataJSON() as Record<string, unknown> | null;
    this.calls.push({ method: request.method(), path, body });
    const wanted = this.problems.get(path) ?? (path === '/v1/launch' ? undefined : this.ended);
    // What comes in is accepted as things stand then; a round takes its time after that.
    const answer = wanted ?? this.#handle(path, body);
    if (path === '/v1/rounds') await new Promise((resolve) => setTimeout(resolve, this.roundMs));
    // The page may be gone by the time of the answer.
    const reply =
      typeof answer === 'string'
        ? { status: 409, json: { code: answer, retry_after_ms: null } }
        : { status: 200, json: answer };
    await route.fulfill(reply).catch(() => {});
  }

  #handle(path: string, body: Record<string, unknown> | null): object | ProblemCode {
    switch (path) {
      case '/v1/launch':
        return {
          token: { access_token: 'token-1', token_type: 'Bearer', expires_at: iso(600_000) },
          session: this.#session(),
        };
      case '/v1/session':
        return this.#session();
      case '/v1/session/ui-evidence':
        return this.#attest(body?.evidence as UiEvidence[]);
      case '/v1/rg/acknowledge':
        return this.#acknowledge(body?.check_id);
      case '/v1/rg/limits':
        return this.#limits(body);
      case '/v1/rg/panic':
        this.set({ blocked: { reason: 'panic', until: iso(24 * 3_600_000) } });
        return this.view;
      case '/v1/rounds':
        return this.#round(body);
      default:
        return 'NOT_FOUND';
    }
  }

  #session(): SessionInfo {
    const { terms, locale, required } = this.#start;
    this.view = { ...this.view, at: iso() };
    return {
      session_id: 's-harness',
      operator_id: 'op-harness',
      player_id: 'p-harness',
      game_id: 'g-harness',
      build_hash: `sha256:${'ab'.repeat(32)}`,
      rtp_profile: '96',
      country: terms.country,
      locale,
      currency: 'EUR',
      market: {
        ...terms,
        max_stake: null,
        max_win: eur(500_000_00),
        words_locale: terms.languages[0] ?? 'en',
      },
      rg_flags: { self_excluded: false, blocked: false, time_limit_min: null },
      rg: this.view,
      ui_required: [...required],
      balance: eur(this.#balanceMinor),
      open_round_id: null,
      last_round: null,
      opened_at: iso(),
      expires_at: iso(3_600_000),
      session_time_ms: this.view.session_time_ms,
    };
  }

  #attest(evidence: readonly UiEvidence[]): object {
    for (const { element, seen } of evidence) this.#seen.set(element, seen);
    const missing = this.#start.required.filter(
      (name) => !['visible', 'unknown'].includes(this.#seen.get(name) ?? ''),
    );
    return { complete: missing.length === 0, missing };
  }

  #acknowledge(id: unknown): object {
    const { check } = this.view;
    if (check && check.check_id === id) this.set({ check: { ...check, acknowledged: true } });
    return this.view;
  }

  #limits(body: Record<string, unknown> | null): object {
    const { time_min, spend, reality_check_min } = body as {
      time_min: number | null;
      spend: ReturnType<typeof eur> | null;
      reality_check_min: number | null;
    };
    if (reality_check_min) this.set({ reality_check_min });
    if (time_min && spend) {
      const left = { time_left_ms: time_min * 60_000, spend_left: spend, near: false };
      this.set({ limits: { time_min, spend, ...left }, limits_needed: false });
    }
    return this.view;
  }

  #round(body: Record<string, unknown> | null): RoundView | ProblemCode {
    if (!this.evidenceComplete) return 'UI_NOT_SHOWN';
    if (this.view.blocked) return 'RG_BLOCKED';
    const { round_id, stake } = body as { round_id: string; stake: ReturnType<typeof eur> };
    const win = eur((this.wins.length > 1 ? this.wins.shift() : this.wins[0]) ?? 0);
    this.#balanceMinor += win.amount_minor - stake.amount_minor;
    return {
      status: 'finished',
      result: {
        ...{ round_id, spin_id: 'spin-1', session_id: 's-harness', game_id: 'g-harness' },
        ...{ build_hash: `sha256:${'ab'.repeat(32)}`, spin_type: 'cash', stake, win, features: [] },
        events: [{ type: 'round_ended', win_minor: win.amount_minor }],
        drawn_at: iso(),
      },
      settlement: 'done',
      balance: eur(this.#balanceMinor),
      replayed: false,
    };
  }
}
