import type { CampaignRules, FieldProblem } from '@roundgate/contract';

const MAX_DAYS = 400;
const DAY_MS = 86_400_000;

/** What of a campaign cannot be, whenever it is made; each fault by its field. */
export function campaignFaults(
  { game_id, currency, starts_at, ends_at, arms }: CampaignRules,
  isGame: (gameId: string) => boolean,
): FieldProblem[] {
  const lastsMs = Date.parse(ends_at) - Date.parse(starts_at);
  const faults: FieldProblem[] = [];
  const tell = (field: string, message: string) => faults.push({ field, message });
  if (!isGame(game_id)) tell('game_id', `${game_id} is no game of any studio`);
  if (lastsMs <= 0) tell('ends_at', 'must be after starts_at');
  if (lastsMs > MAX_DAYS * DAY_MS) tell('ends_at', `is more than ${MAX_DAYS} days after starts_at`);
  for (const [index, { arm, packet }] of arms.entries()) {
    if (arms.findIndex((other) => other.arm === arm) < index)
      tell(`arms.${index}.arm`, `${arm} is the name of another arm`);
    if (packet && packet.bet_size.currency !== currency)
      tell(`arms.${index}.packet.bet_size.currency`, `must be the campaign's currency, ${currency}`);
  }
  return faults;
}

/** True when a campaign is on at a moment: its period has begun and is not over. */
export const isOn = ({ starts_at, ends_at }: CampaignRules, nowMs: number): boolean =>
  Date.parse(starts_at) <= nowMs && nowMs < Date.parse(ends_at);

/** The arm that others are compared with: the first control, or the first of all. */
export const referenceOf = ({ arms }: CampaignRules) => arms.find(({ packet }) => packet === null) ?? arms[0];
