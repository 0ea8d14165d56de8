import type { Money, RoundSummary } from '@roundgate/contract';

/** `GET /lobby/state`, as far as the page's script reads it. */
export interface LobbyAnswer {
  readonly balance_text: string;
  readonly movements_text: string;
  readonly ledger: readonly {
    readonly label: string;
    readonly amount_text: string;
    readonly amount: Money;
  }[];
}

/** Every route of the sandbox panel answers this. */
export interface SandboxAnswer {
  readonly faults: readonly { readonly call: string; readonly fault: string; readonly left: number }[];
  readonly rounds: readonly Pick<RoundSummary, 'state' | 'attempts' | 'stake' | 'win'>[];
  readonly ledger: readonly { readonly seq: number; readonly kind: string; readonly amount: Money }[];
  readonly events: readonly { readonly seq: number; readonly type: string; readonly hash: string }[];
}

/** What the page reads of the details of the element's events; each event has some of it. */
export interface Heard {
  readonly name?: string;
  readonly message?: string;
  readonly problem?: string | null;
  readonly reason?: string;
  readonly balance?: Money;
  readonly stake?: Money;
  readonly win?: Money;
  readonly idle_ms?: number;
  readonly visible?: boolean;
}

/** What `GET /lobby/table` tells of the table to watch. */
export interface TableOffer {
  readonly tournament_id: string;
  readonly name: string;
  readonly metric: string;
  readonly currency: string;
  readonly feed: string;
  readonly ticket: string;
}
