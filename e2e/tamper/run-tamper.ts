import { readFileSync } from 'node:fs';
import { repo } from '../fixtures/paths.ts';
import type { TamperCase } from './case.ts';
import { LANGUAGE, type LaunchPad, type Outcome } from './launch-pad.ts';

/** What became of a case. */
export interface CaseResult {
  readonly row: number;
  readonly name: string;
  readonly told: string;
  readonly ok: boolean;
  /** True when something of a game ran, or could have, though it was tampered with. */
  readonly ran: boolean;
  readonly localised: boolean;
}

const wordsOf = (part: 'loader' | 'embed'): Record<string, string> =>
  JSON.parse(readFileSync(repo(`locales/${LANGUAGE}/${part}.json`), 'utf8'));
const loader = wordsOf('loader');
/** Where there is no loader to say more, the element says one sentence for every reason. */
const element = wordsOf('embed');

async function play(pad: LaunchPad, one: TamperCase): Promise<CaseResult> {
  const context = await pad.context(one.serviceWorkers);
  const session = await pad.session(one.locale ? { locale: one.locale } : {});
  const genuine = await pad.genuine(session.url);
  const stage = { pad, context, genuine, ...session };
  try {
    const answered = await one.arrange(stage);
    const url = typeof answered === 'string' ? answered : session.url;
    const page = await pad.operatorPage(context, one.html?.(pad), one.at);
    const first = await pad.launch(page, url, one.locale);
    const last = one.after ? await one.after(stage, page.page()) : first;
    return judge(one, { ...first, ...last });
  } finally {
    await one.mend?.(stage);
    await context.close();
  }
}

function judge(one: TamperCase, { told, message, gameFrames }: Outcome): CaseResult {
  const ran = !one.gameFrames && gameFrames > 0;
  const { row, name } = one;
  return {
    ...{ row, name, told, ran },
    ok: one.expect.includes(told) && !ran,
    localised: told === 'ready' || [loader[`error.${told}`], element.failed].includes(message),
  };
}

/** Plays every case, each in a browser context of its own, one after another. */
export async function runTamperCases(
  pad: LaunchPad,
  cases: readonly TamperCase[],
  say: (text: string) => void,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const one of cases) {
    const result = await play(pad, one).catch((error: unknown): CaseResult => {
      const told = error instanceof Error ? (error.message.split('\n')[0] ?? 'failed') : 'failed';
      return { row: one.row, name: one.name, told, ok: false, ran: false, localised: false };
    });
    results.push(result);
    const mark = result.ok ? 'ok    ' : 'FAILED';
    say(
      `  ${mark} row ${String(one.row).padStart(2)}  ${one.name}: ${result.told}${result.localised ? '' : ' (not in words)'}`,
    );
  }
  return results;
}
