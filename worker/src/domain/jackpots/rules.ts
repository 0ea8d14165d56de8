import type { FieldProblem, JackpotRules } from '@roundgate/contract';
import { meterPpm } from './pool.ts';

/** What of a meter's rules cannot be; each fault by its field. */
export function rulesFaults(rules: JackpotRules, isGame: (gameId: string) => boolean): FieldProblem[] {
  const { trigger, seed_minor, game_ids } = rules;
  const strange = game_ids.filter((game) => !isGame(game));
  const doubled = new Set(game_ids).size !== game_ids.length;
  return [
    ...strange.map((game) => ({ field: 'game_ids', message: `${game} is no game of any studio` })),
    ...(doubled ? [{ field: 'game_ids', message: 'names a game twice' }] : []),
    ...(trigger.kind === 'must_hit_by' && trigger.cap_minor <= seed_minor
      ? [{ field: 'trigger.cap_minor', message: 'must be over seed_minor' }]
      : []),
    ...(trigger.kind === 'must_hit_by' && meterPpm(rules) < 1
      ? [{ field: 'reserve_ppm', message: 'must leave the meter something to grow by' }]
      : []),
  ];
}
