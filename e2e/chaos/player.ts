import type { ChainedEvent, RoundSummary } from '@roundgate/contract';
import { money } from '@roundgate/contract';
import {
  type AnswerFact,
  answerFactOf,
  type PlayerHistory,
  roundFactOf,
  type ToldBody,
} from '@roundgate/contract/audit';
import { signatureHeaders } from '@roundgate/contract/http-signature';
import type { BenchGateway } from '../bench/boot.ts';
import { openPlayer } from '../bench/players.ts';
import type { Variant } from '../bench/variants.ts';
import type { CounterpartBooks } from './books.ts';

type Reachable = Pick<BenchGateway, 'port' | 'secrets'>;
interface Told {
  readonly status: number;
  readonly text: string;
}

const STAKES = [50, 100, 200] as const;
const ATTEMPTS = 400;
const pick = <T>(items: readonly [T, ...T[]]): T =>
  items[Math.floor(Math.random() * items.length)] ?? items[0];
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One player: sends rounds, twice and thrice, sometimes with another stake, and goes on through every broken line. */
export class ChaosPlayer {
  readonly #gateway: Reachable;
  readonly #variant: Variant;
  readonly #index: number;
  readonly #rounds: number;
  readonly #answers: AnswerFact[] = [];
  readonly #sent: { readonly roundId: string; readonly stakeMinor: number }[] = [];
  #headers: Record<string, string> = {};
  done = 0;
  aborts = 0;
  duplicates = 0;
  conflicts = 0;

  constructor(gateway: Reachable, variant: Variant, index: number, rounds: number) {
    this.#gateway = gateway;
    this.#variant = variant;
    this.#index = index;
    this.#rounds = rounds;
  }

  /** Plays all rounds, one after another. */
  async play(): Promise<void> {
    await this.#login();
    for (let number = 0; number < this.#rounds; number += 1) {
      await this.#playRound(`rnd-chaos-${this.#index}-${number}`, pick(STAKES));
      this.done += 1;
    }
  }

  /** Asks once more for every round: whoever asks now must be told what was told before. */
  async askAgain(): Promise<void> {
    await this.#login();
    for (const { roundId, stakeMinor } of this.#sent) await this.#ask(roundId, stakeMinor);
  }

  async openRounds(): Promise<number> {
    return (await this.#rows()).filter((row) => row.closed_at === null).length;
  }

  /** This player's history from every party's own store. */
  async history(books: CounterpartBooks): Promise<PlayerHistory> {
    const rounds = (await this.#rows()).map(roundFactOf);
    const own = new Set(this.#sent.map(({ roundId }) => roundId));
    const mine = <T extends { readonly roundId: string }>(facts: readonly T[]): T[] =>
      facts.filter(({ roundId }) => own.has(roundId));
    const events: ChainedEvent[] = [];
    for (let whole = false; !whole; ) {
      const path = `/events?pull=missing&after=${events.length}`;
      const part = await this.#operator<{ events: ChainedEvent[]; chain_head: { seq: number } }>(path);
      events.push(...part.events);
      whole = events.length >= part.chain_head.seq || part.events.length === 0;
    }
    const { ledger, draws } = books;
    return {
      rounds,
      answers: this.#answers,
      ledger: mine(ledger),
      draws: mine(draws),
      events,
      published: null,
      healed: true,
    };
  }

  async #playRound(roundId: string, stakeMinor: number): Promise<void> {
    this.#sent.push({ roundId, stakeMinor });
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const copies = attempt === 0 ? pick([1, 2, 3]) : 1;
      this.duplicates += copies - 1;
      const asked = Array.from({ length: copies }, () => this.#ask(roundId, stakeMinor));
      if (attempt < 3 && Math.random() < 0.15) {
        this.conflicts += 1;
        // Sent behind the first, so that the id is taken.
        asked.push(sleep(30).then(() => this.#ask(roundId, stakeMinor + 7)));
      }
      const told = await Promise.all(asked);
      if (told.some((one) => one === 'finished' || one === 'refused')) return;
      if (Math.random() < 0.05) await this.#login();
      await sleep(50 + Math.random() * 200);
    }
  }

  async #ask(roundId: string, stakeMinor: number): Promise<AnswerFact['told'] | undefined> {
    const body = JSON.stringify({ round_id: roundId, stake: money(stakeMinor, 'EUR'), spin_type: 'cash' });
    const told = await this.#send('/v1/rounds', { method: 'POST', body, headers: this.#headers });
    if (!told) return undefined;
    if (told.status === 401 || told.text.includes('SESSION_ENDED')) await this.#login();
    const answer = answerFactOf(roundId, stakeMinor, told.status, JSON.parse(told.text) as ToldBody);
    if (answer) this.#answers.push(answer);
    return answer?.told;
  }

  /** One request; a line that broke is counted and tells nothing. */
  async #send(path: string, init: RequestInit): Promise<Told | undefined> {
    try {
      const headers = { 'content-type': 'application/json', ...(init.headers as Record<string, string>) };
      const response = await fetch(`http://127.0.0.1:${this.#gateway.port}${path}`, { ...init, headers });
      return { status: response.status, text: await response.text() };
    } catch {
      this.aborts += 1;
      await sleep(100);
      return undefined;
    }
  }

  async #login(): Promise<void> {
    for (;;) {
      try {
        this.#headers = await openPlayer(this.#gateway, this.#variant, this.#index);
        return;
      } catch {
        await sleep(200);
      }
    }
  }

  async #rows(): Promise<RoundSummary[]> {
    const rows: RoundSummary[] = [];
    for (let before: string | null = ''; before !== null; ) {
      const query = before ? `&before=${before}` : '';
      const page: { rounds: RoundSummary[]; next_before: string | null } = await this.#operator(
        `/rounds?limit=200${query}`,
      );
      rows.push(...page.rounds);
      before = page.next_before;
    }
    return rows;
  }

  /** Reads as the operator does, signed; tried again while the gateway is down. */
  async #operator<T>(below: string): Promise<T> {
    const path = `/v1/players/p-${this.#index}${below}`;
    const keyId = `key-op-${this.#variant.name}`;
    for (;;) {
      const nonce = crypto.randomUUID().replaceAll('-', '');
      const parts = { method: 'GET', path, timestampMs: Date.now(), nonce, body: '' };
      const headers = signatureHeaders(keyId, this.#gateway.secrets[keyId] ?? '', parts);
      const told = await this.#send(path, { headers });
      if (told?.status === 200) return JSON.parse(told.text) as T;
    }
  }
}
