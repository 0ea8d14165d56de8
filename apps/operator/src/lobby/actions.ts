import { GameId, MAX_AMOUNT_MINOR, type Money, money, type RgFlags } from '@roundgate/contract';
import { z } from 'zod';
import { ProblemError } from '../http/problem.ts';
import { currencyOf, type Profile } from '../wallet/profile.ts';
import type { GatewayAnswer } from './gateway.ts';
import { COUNTRIES } from './markets.ts';
import { LANGUAGES } from './messages.ts';
import type { Visit } from './visit.ts';

/** The amounts that one click adds, in minor units. */
export const FUND_AMOUNTS_MINOR = [5_000, 20_000] as const;

/** The player's country is known here; what a page wishes does not change it. */
export const LaunchBody = z.strictObject({
  game_id: GameId,
  mode: z.literal('demo').optional(),
  country: z.string().optional(),
});
/** `click_id` is made by the page for each click and repeated when the click is sent again. */
export const FundBody = z.strictObject({
  click_id: z.string().regex(/^[A-Za-z0-9-]{8,64}$/, 'must have 8 to 64 letters, digits or -'),
  amount_minor: z.literal(FUND_AMOUNTS_MINOR).default(FUND_AMOUNTS_MINOR[0]),
  empty: z.boolean().default(false),
});
export const PreferencesBody = z.strictObject({
  country: z.enum(COUNTRIES).optional(),
  locale: z.enum(LANGUAGES).optional(),
});
export const SafetyBody = z.strictObject({ self_excluded: z.boolean() });
export const EndBody = z.strictObject({});

const known = <T>(value: T | null): T => {
  if (value === null) throw new ProblemError('UNAUTHENTICATED', { detail: 'open the lobby page first' });
  return value;
};
const profileOf = async ({ account }: Visit): Promise<Profile> => known(await account.overview(0)).profile;
const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': status < 400 ? 'application/json' : 'application/problem+json',
      'cache-control': 'no-store',
    },
  });

/** Hands on what the gateway said, problem or not; that it cannot be reached is a problem of its own. */
function passOn<T>(answer: GatewayAnswer<T>): Response {
  if (answer.kind === 'ok') return json(answer.body);
  if (answer.kind === 'problem') return json(answer.problem, answer.problem.status);
  throw new ProblemError('UPSTREAM_UNAVAILABLE', { detail: 'the game service cannot be reached' });
}

/** A session of a transfer wallet takes along all that the player has, as far as one transfer may go. */
const broughtAlong = ({ walletKind }: Visit, { amount_minor, currency }: Money) =>
  walletKind === 'transfer' ? { transfer_in: money(Math.min(amount_minor, MAX_AMOUNT_MINOR), currency) } : {};

/** Opens a session at the gateway with what we know of the player; the page gets the gateway's answer. */
export async function launch(visit: Visit, { game_id, mode }: z.infer<typeof LaunchBody>): Promise<Response> {
  const { profile, balance } = known(await visit.account.overview(0));
  const { country, currency, locale, flags } = profile;
  if (mode === 'demo') {
    // Who is shut out of play is not led back to it by play money.
    if (flags.self_excluded || flags.blocked) throw new ProblemError('RG_BLOCKED');
    return passOn(await visit.gateway.createDemo({ game_id, country, currency, locale }));
  }
  const answer = await visit.gateway.createSession({
    player_id: visit.playerId,
    game_id,
    country,
    currency,
    locale,
    rg_flags: flags,
    ...broughtAlong(visit, balance),
  });
  if (answer.kind === 'ok') await visit.account.change({ sessionId: answer.body.session_id });
  return passOn(answer);
}

/** Adds money, or pays out all of it; a click that is sent twice counts once. */
export async function fund(visit: Visit, body: z.infer<typeof FundBody>): Promise<Response> {
  const { currency } = await profileOf(visit);
  const id = `fund:${body.click_id}`;
  const outcome = body.empty
    ? await visit.account.empty(id, currency, Date.now())
    : await visit.account.fund(id, money(body.amount_minor, currency), Date.now());
  if (!outcome.ok) throw new ProblemError(outcome.code);
  return json({ balance: outcome.balance });
}

/** Country or language; money follows the country. The next session has them. */
export async function preferences(
  { account }: Visit,
  { country, locale }: z.infer<typeof PreferencesBody>,
): Promise<Response> {
  const profile = known(
    await account.change({
      ...(country && { country, currency: currencyOf(country) }),
      ...(locale && { locale }),
    }),
  );
  return json({ country: profile.country, currency: profile.currency, locale: profile.locale });
}

/** Excludes the player or lifts that. Our own wallet first: whatever becomes of the push, no stake is taken. */
export async function safety(visit: Visit, body: z.infer<typeof SafetyBody>): Promise<Response> {
  const flags: RgFlags = { ...(await profileOf(visit)).flags, ...body };
  known(await visit.account.change({ flags }));
  const reason = flags.self_excluded ? 'asked by the player' : 'lifted in the sandbox';
  return passOn(await visit.gateway.pushRgFlags(visit.playerId, flags, reason));
}

/** Ends the session that the lobby opened last. */
export async function endSession(visit: Visit): Promise<Response> {
  const { sessionId } = await profileOf(visit);
  if (!sessionId) throw new ProblemError('SESSION_NOT_FOUND');
  const answer = await visit.gateway.endSession(sessionId, visit.playerId, 'ended in the lobby');
  if (answer.kind === 'ok') await visit.account.change({ sessionId: null });
  return passOn(answer);
}
