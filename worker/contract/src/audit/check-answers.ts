import { byRound } from './check-money.ts';
import type { AnswerFact, DrawFact, PlayerHistory, RoundFact, Violation } from './history.ts';

function checkSame(
  roundId: string,
  answers: readonly AnswerFact[],
  round: RoundFact | undefined,
): Violation[] {
  const finished = answers.filter(({ told }) => told === 'finished');
  const texts = new Set(finished.map(({ result }) => result));
  const found: Violation[] = [];
  if (texts.size > 1)
    found.push({ invariant: 'same_answer', roundId, detail: `${texts.size} different results were told` });
  if (finished.length > 0 && answers.some(({ told }) => told === 'refused'))
    found.push({ invariant: 'same_answer', roundId, detail: 'told finished and told refused' });
  const paid = round && ['SETTLED', 'DEBITED', 'HELD'].includes(round.state);
  if (finished.length > 0 && round && !paid && round.closedAtMs !== null)
    found.push({ invariant: 'same_answer', roundId, detail: `told finished, ended ${round.state}` });
  if (round?.state === 'SETTLED' && answers.some(({ told }) => told === 'refused'))
    found.push({ invariant: 'same_answer', roundId, detail: 'told refused, ended SETTLED' });
  return found;
}

function checkContent(answer: AnswerFact, draw: DrawFact | undefined): Violation[] {
  const { roundId, askedStakeMinor, resultStakeMinor, resultWinMinor } = answer;
  if (answer.told !== 'finished') return [];
  const found: Violation[] = [];
  if (resultStakeMinor !== askedStakeMinor)
    found.push({
      invariant: 'conflict_refused',
      roundId,
      detail: `asked with stake ${askedStakeMinor}, answered for ${resultStakeMinor}`,
    });
  if (draw && draw.winMinor !== resultWinMinor)
    found.push({
      invariant: 'answer_is_the_draw',
      roundId,
      detail: `told a win of ${resultWinMinor}, drawn was ${draw.winMinor}`,
    });
  return found;
}

const UNPAID_END: ReadonlySet<string> = new Set(['REJECTED', 'DECLINED', 'CANCELLED']);

/** A paid round rests on a draw that counts; a round without a bet leaves none behind. */
function checkDraw(round: RoundFact, draw: DrawFact | undefined): Violation[] {
  const { roundId, state } = round;
  const tell = (detail: string): Violation[] => [{ invariant: 'draw_matches_end', roundId, detail }];
  if (state === 'SETTLED' && (!draw || draw.voided)) return tell('settled without a draw that counts');
  if (
    state === 'SETTLED' &&
    draw &&
    (draw.winMinor !== round.winMinor || draw.stakeMinor !== round.stakeMinor)
  )
    return tell(`row ${round.stakeMinor}/${round.winMinor}, draw ${draw.stakeMinor}/${draw.winMinor}`);
  return UNPAID_END.has(state) && draw && !draw.voided ? tell(`${state}, and its draw still counts`) : [];
}

/** Every promise about what callers are told and what the RGS drew. */
export function checkAnswers(history: PlayerHistory): Violation[] {
  const rounds = new Map(history.rounds.map((round) => [round.roundId, round]));
  const draws = new Map(history.draws?.map((draw) => [draw.roundId, draw]));
  const found: Violation[] = [];
  for (const [roundId, answers] of byRound(history.answers ?? []))
    found.push(
      ...checkSame(roundId, answers, rounds.get(roundId)),
      ...answers.flatMap((answer) => checkContent(answer, draws.get(roundId))),
    );
  if (history.draws)
    for (const round of history.rounds) found.push(...checkDraw(round, draws.get(round.roundId)));
  return found;
}
