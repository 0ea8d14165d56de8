import { formatMoney, type Money, money, toTimestamp } from '@roundgate/contract';
import { ProblemError } from '../http/problem.ts';
import type { AccountDO } from '../wallet/account-do.ts';
import type { Entry } from '../wallet/movement.ts';
import type { Profile } from '../wallet/profile.ts';
import { type Language, type MessageKey, resolveLanguage, type Words, wordsOf } from './messages.ts';
import type { Visit } from './visit.ts';

/** The longest list of movements that the lobby shows. */
const LEDGER_ROWS = 8;

/** One movement as the lobby shows it. */
export interface LedgerRow {
  readonly kind: Entry['kind'];
  readonly label: string;
  readonly amount: Money;
  readonly amount_text: string;
  readonly round_id: string | null;
  readonly at: string;
}

/** All that the lobby shows of an account, money already written out in the player's language. */
export interface LobbyState {
  readonly profile: Profile;
  readonly language: Language;
  readonly words: Words;
  readonly balance: Money;
  readonly balanceText: string;
  readonly movementsText: string;
  readonly ledger: readonly LedgerRow[];
}

function labelOf({ kind, amountMinor }: Entry): MessageKey {
  return kind === 'fund' && amountMinor < 0 ? 'ledger.payout' : `ledger.${kind}`;
}

/** Gains carry a plus sign: colour alone must not tell them apart. */
function signedText(amount: Money, language: Language): string {
  const text = formatMoney(amount, language);
  return amount.amount_minor > 0 ? `+${text}` : text;
}

function ledgerRow(entry: Entry, words: Words, language: Language): LedgerRow {
  const amount = money(entry.amountMinor, entry.currency);
  return {
    kind: entry.kind,
    label: words(labelOf(entry)),
    amount,
    amount_text: signedText(amount, language),
    round_id: entry.roundId,
    at: toTimestamp(entry.atMs),
  };
}

type Overview = NonNullable<Awaited<ReturnType<DurableObjectStub<AccountDO>['overview']>>>;

async function describe({ profile, balance, entries, movements }: Overview): Promise<LobbyState> {
  const language = resolveLanguage(profile.locale);
  const words = await wordsOf(language);
  return {
    profile,
    language,
    words,
    balance,
    balanceText: formatMoney(balance, language),
    movementsText: words('ledger.count', { count: movements }),
    ledger: entries.map((entry) => ledgerRow(entry, words, language)),
  };
}

/** The lobby's view of an account; null when it was never opened. */
export async function readState(account: DurableObjectStub<AccountDO>): Promise<LobbyState | null> {
  const overview = await account.overview(LEDGER_ROWS);
  return overview && (await describe(overview));
}

/** The part of the view that changes while the player plays, for the page's script. */
export async function stateAnswer({ account, playerId }: Visit): Promise<Response> {
  const state = await readState(account);
  if (!state) throw new ProblemError('UNAUTHENTICATED', { detail: 'open the lobby page first' });
  const { profile, balance, balanceText, movementsText, ledger } = state;
  const { country, currency, locale, flags } = profile;
  return Response.json(
    {
      player_id: playerId,
      country,
      currency,
      locale,
      rg_flags: flags,
      balance,
      balance_text: balanceText,
      movements_text: movementsText,
      ledger,
    },
    { headers: { 'cache-control': 'no-store' } },
  );
}
