import { createHmac } from 'node:crypto';
import { money, type RoundResult } from '@roundgate/contract';
import { launchAsProgram } from '../fixtures/program-loader.ts';
import { signedCall } from '../fixtures/signed-call.ts';
import type { Stack } from '../fixtures/stack.ts';
import type { SpinWish } from './promo.ts';

/** A round as its player saw it end. */
export interface ToldRound {
  readonly stakeMinor: number;
  readonly winMinor: number;
  /** The stored answer, as text: every later one must be the same. */
  readonly result: string;
}
interface Told {
  readonly status: number;
  readonly text: string;
}

const ATTEMPTS = 60;
/** How often a session is opened anew when a partner was too slow for it. */
const LAUNCHES = 6;
/** Tokens live five minutes; they are renewed well before. */
const RENEW_AFTER_MS = 150_000;
/** What cannot be known yet, or not now: asked again under the same id. */
const AGAIN = /ROUND_PENDING|ROUND_OPEN|ROUND_TOO_FAST|RATE_LIMITED|UPSTREAM|TOKEN_EXPIRED|UI_NOT_SHOWN/;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One player under load: a wallet account, a session, and rounds that are sometimes asked for twice. */
export class LoadPlayer {
  readonly playerId: string;
  readonly told = new Map<string, ToldRound>();
  answersDiffer = 0;
  repeats = 0;
  dropped = 0;
  /** Codes of answers that ended a round without a bet. */
  readonly refusals: string[] = [];
  /** The market's shortest round is kept from start to start. */
  nextAtMs = 0;
  readonly #stack: Stack;
  #authorization = '';
  #renewAtMs = 0;
  #rounds = 0;

  constructor(stack: Stack, playerId: string) {
    this.#stack = stack;
    this.playerId = playerId;
  }

  /** Opens the account, pays in, opens and launches a session in Spain, and sets the limits that it asks for. */
  async open(): Promise<void> {
    const { urls, fetch: ask, secrets } = this.#stack;
    const mac = createHmac('sha256', secrets.cookieSecret).update(`lobby-player:${this.playerId}`);
    const cookie = `lobby_player=${this.playerId}.${mac.digest('base64url')}`;
    await ask(urls.operator, { headers: { cookie } });
    const headers = { cookie, 'content-type': 'application/json', 'x-lobby': '1', origin: urls.operator };
    const body = JSON.stringify({ click_id: crypto.randomUUID(), amount_minor: 20_000 });
    await ask(`${urls.operator}/lobby/fund`, { method: 'POST', headers, body });
    await this.#launch();
    const limits = { time_min: 600, spend: money(1_000_000, 'EUR'), reality_check_min: 60 };
    const set = await this.#send('/v1/rg/limits', limits);
    if (set?.status !== 200) throw new Error(`limits: ${set?.status} ${set?.text}`);
  }

  /** Joins a tournament. */
  async join(tournamentId: string): Promise<void> {
    const told = await this.#send(`/v1/session/tournaments/${tournamentId}/join`, { automated: false });
    if (told?.status !== 200) throw new Error(`${tournamentId}: ${told?.status} ${told?.text}`);
  }

  /** Opens a session and launches it. A launch token works once: where a partner was too slow, another session is opened. */
  async #launch(): Promise<void> {
    const { gatewayApi } = this.#stack.urls;
    const order = {
      ...{ player_id: this.playerId, game_id: 'g-night-market', country: 'ES', currency: 'EUR' },
      ...{ locale: 'es', rg_flags: { self_excluded: false, blocked: false, time_limit_min: null } },
    };
    for (let attempt = 1; ; attempt += 1) {
      try {
        const path = '/v1/sessions';
        const opened = await signedCall<{ launch_url: string }>(
          this.#stack,
          gatewayApi,
          'key-op-lantern',
          'POST',
          path,
          order,
        );
        this.#authorization = (await launchAsProgram(gatewayApi, opened.launch_url)).authorization;
        this.#renewAtMs = Date.now() + RENEW_AFTER_MS;
        return;
      } catch (cause) {
        if (attempt === LAUNCHES || !AGAIN.test(String(cause))) throw cause;
        await sleep(500 * attempt);
      }
    }
  }

  /** Plays one round to its end; true when it was played, false when it ended without a bet. */
  async play({ stakeMinor, spinType, grantId }: SpinWish): Promise<boolean> {
    this.#rounds += 1;
    const roundId = `rnd-${this.playerId.slice(2)}-${String(this.#rounds).padStart(5, '0')}`;
    const body = {
      ...{ round_id: roundId, stake: money(stakeMinor, 'EUR'), spin_type: spinType },
      ...(grantId && { grant_id: grantId }),
    };
    if (Math.random() < 0.04) this.#dropFirst(body);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const copies = attempt === 0 && Math.random() < 0.05 ? 2 : 1;
      this.repeats += copies - 1;
      const all = await Promise.all(Array.from({ length: copies }, () => this.#send('/v1/rounds', body)));
      const ended = all.map((one) => this.#read(roundId, stakeMinor, one)).find((one) => one !== undefined);
      if (ended && Math.random() < 0.03) {
        this.repeats += 1;
        this.#read(roundId, stakeMinor, await this.#send('/v1/rounds', body));
      }
      if (ended !== undefined) return ended;
      await sleep(200);
    }
    throw new Error(`${roundId} of ${this.playerId} did not come to an end`);
  }

  /** An answer that its client never reads: the line is cut in the middle of the round. */
  #dropFirst(body: object): void {
    this.dropped += 1;
    const cut = new AbortController();
    setTimeout(() => cut.abort(), Math.random() * 40);
    void this.#send('/v1/rounds', body, cut.signal);
  }

  #read(roundId: string, stakeMinor: number, told: Told | undefined): boolean | undefined {
    if (!told) return undefined;
    const { status, text } = told;
    if (status === 200) {
      const { result } = JSON.parse(text) as { result: RoundResult };
      const now = JSON.stringify(result);
      const before = this.told.get(roundId);
      if (before && before.result !== now) this.answersDiffer += 1;
      const winMinor = result.win.amount_minor;
      if (!before) this.told.set(roundId, { stakeMinor, winMinor, result: now });
      return true;
    }
    if (status === 202 || AGAIN.test(text)) return undefined;
    this.refusals.push(/"code":"(\w+)"/.exec(text)?.[1] ?? String(status));
    return false;
  }

  async #send(path: string, body: object | undefined, signal?: AbortSignal): Promise<Told | undefined> {
    if (Date.now() > this.#renewAtMs && path === '/v1/rounds') await this.#renew();
    try {
      const response = await fetch(this.#stack.urls.gatewayApi + path, {
        method: 'POST',
        headers: { authorization: this.#authorization, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
      });
      const told = { status: response.status, text: await response.text() };
      if (told.status === 401) this.#renewAtMs = 0;
      return told;
    } catch {
      return undefined;
    }
  }

  async #renew(): Promise<void> {
    this.#renewAtMs = Date.now() + RENEW_AFTER_MS;
    const told = await this.#send('/v1/token/refresh', undefined);
    if (told?.status === 200)
      this.#authorization = `Bearer ${(JSON.parse(told.text) as { access_token: string }).access_token}`;
  }
}
