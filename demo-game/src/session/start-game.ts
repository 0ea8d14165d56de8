import { el } from '../engine/dom.ts';
import type { Layout } from '../engine/layout.ts';
import { MotionPreference } from '../engine/motion.ts';
import type { Landing } from '../engine/reel-tape.ts';
import { createStage, type Stage } from '../engine/stage.ts';
import type { Synth } from '../engine/synth.ts';
import { GameView } from '../game/scene/game-view.ts';
import { landingsOf } from '../game/scene/landings.ts';
import type { Theme } from '../game/theme.ts';
import { showBroken } from '../game/ui/broken-screen.ts';
import { Controls } from '../game/ui/controls.ts';
import { HistoryScreen } from '../game/ui/history-screen.ts';
import { PickScreen } from '../game/ui/pick-screen.ts';
import { RulesScreen } from '../game/ui/rules-screen.ts';
import { StartScreen } from '../game/ui/start-screen.ts';
import { symbolWords } from '../game/ui/symbol-picture.ts';
import { createWords, type Words } from '../game/words.ts';
import { autoplayRounds } from '../model/autoplay.ts';
import { lineBetMinor } from '../model/paytable.ts';
import { restingReels } from '../model/resting-window.ts';
import type { SlotModel } from '../model/slot-model.ts';
import { GameFlow } from './game-flow.ts';
import { type GameHost, readModel } from './host.ts';
import { listenToKeys } from './keyboard.ts';
import { PromoFlow } from './promo-flow.ts';
import { createSound } from './sound.ts';

/** What the reels show at first: the end of the last round that was shown, or a window worth nothing. */
function firstLandings(host: GameHost, model: SlotModel): Landing[] {
  const { resume } = host.config;
  const last = resume?.shown
    ? resume.result.events.findLast((event) => event.type === 'reels_stopped')
    : null;
  if (last) return landingsOf(model, last.set, last.stops, last.window);
  const { stops, window } = restingReels(model);
  return landingsOf(model, 'base', stops, window);
}

/** Tells the style sheet where the picture has left room. */
function placeControls(root: HTMLElement, { orientation, controls, reels }: Layout): void {
  root.dataset.orientation = orientation;
  for (const [name, rect] of Object.entries({ panel: controls, reels })) {
    root.style.setProperty(`--${name}-x`, `${rect.x}px`);
    root.style.setProperty(`--${name}-y`, `${rect.y}px`);
    root.style.setProperty(`--${name}-w`, `${rect.width}px`);
    root.style.setProperty(`--${name}-h`, `${rect.height}px`);
  }
}

const describe = (cause: unknown): string =>
  cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);

/** Builds the game on its stage and shows its start screen. What fails is told to the loader and to the player. */
export async function startGame(
  host: GameHost,
  theme: Theme,
  root: HTMLElement,
  staging: Promise<Stage>,
): Promise<void> {
  let words: Words | null = null;
  let flow: GameFlow | null = null;
  let broken = false;
  const onBroken = (cause: unknown): void => {
    if (broken) return;
    broken = true;
    flow?.break();
    showBroken(root, words);
    host.fault(describe(cause));
  };
  try {
    const { config } = host;
    words = await createWords(theme.texts, config);
    flow = await buildGame(host, theme, root, await staging, words, onBroken);
    host.ready();
  } catch (cause) {
    onBroken(cause);
  }
}

/** Begins the picture of a game. */
export async function stageIn(root: HTMLElement): Promise<Stage> {
  const box = el('div', { class: 'stage' });
  root.append(box);
  const stage = await createStage(box);
  stage.canvas.setAttribute('role', 'img');
  return stage;
}

const createPick = (root: HTMLElement, theme: Theme, words: Words, stage: Stage, controls: Controls) =>
  new PickScreen(root, theme, words, {
    accepts: () => !stage.clock.paused,
    focusAfter: () => controls.spin.focus({ preventScroll: true }),
  });

const createPromo = (
  parent: HTMLElement,
  words: Words,
  motion: MotionPreference,
  late: { view(): GameView; flow(): GameFlow },
) =>
  new PromoFlow({
    ...{ parent, words, still: () => motion.reduced },
    onHeight: (heightPx) => late.view().setHeadRoom(heightPx),
    onBegun: (packet) => late.flow().beginPacket(packet),
  });

async function buildGame(
  host: GameHost,
  theme: Theme,
  root: HTMLElement,
  stage: Stage,
  words: Words,
  onBroken: (cause: unknown) => void,
): Promise<GameFlow> {
  const { config } = host;
  const model = await readModel(host);
  for (const stakeMinor of config.stake_levels_minor) lineBetMinor(model, stakeMinor);
  const motion = new MotionPreference();
  const sound = createSound(theme, config.muted);
  const { synth, sounds } = sound;
  const actions = {
    spin: () => flow.pressSpin(),
    stake: (by: 1 | -1) => flow.changeStake(by),
    autoplay: () => flow.toggleAutoplay(),
    rules: () => flow.openRules(),
    history: () => flow.openHistory(),
    sound: () => flow.toggleSound(),
    escape: () => flow.stopAutoplay(),
  };
  const rounds = config.features.autoplay ? autoplayRounds(config.autoplay_max_rounds) : 0;
  const controls = new Controls(root, words, actions, rounds);
  const start = new StartScreen(root, theme, (byKey) => {
    controls.panel.inert = false;
    view.reels.visible = true;
    synth.unlock();
    flow.begin(byKey);
  });
  controls.panel.inert = true;
  const write = (): void => {
    root.setAttribute('aria-label', words.text('a11y.game'));
    start.write(words, model.lines.length, config.rtp);
  };
  write();
  const first = firstLandings(host, model);
  const late = { view: () => view, flow: () => flow };
  const promo = createPromo(root, words, motion, late);
  const view = new GameView({
    stage,
    motion,
    theme,
    model,
    start: first,
    words: symbolWords(words),
    onReelRest: () => synth.play(sounds.reelRest),
    onFree: sound.showFree,
    onReelTense: () => synth.play(sounds.tense),
    onLayout: (layout) => {
      placeControls(root, layout);
      start.paint(words, layout.reels.width);
      promo.refit();
    },
  });
  view.reels.visible = false;
  const rules = new RulesScreen(root, theme, words, model, config);
  const pick = createPick(root, theme, words, stage, controls);
  const history = new HistoryScreen(root, words, host);
  const parts = {
    host,
    model,
    words,
    stage,
    motion,
    synth,
    sounds,
    view,
    controls,
    start,
    pick,
    rules,
    history,
    promo,
  };
  const flow = new GameFlow(parts, first, onBroken);
  flow.describeReels();
  listenToHost(host, flow, synth, onBroken, write);
  listenToKeys(controls.spin, { ...actions, spin: () => (start.open ? start.press() : flow.pressSpin()) });
  sound.start(stage.clock);
  stage.run((nowMs) => flow.frame(nowMs), onBroken);
  return flow;
}

function listenToHost(
  host: GameHost,
  flow: GameFlow,
  synth: Synth,
  onBroken: (cause: unknown) => void,
  onLocale: () => void,
): void {
  host.on('balance', ({ balance }) => flow.tellBalance(balance.amount_minor));
  host.on('promo', ({ promo }) => flow.tellPromo(promo));
  host.on('pause', () => flow.pause(true));
  host.on('resume', () => flow.pause(false));
  host.on('mute', ({ muted }) => {
    synth.muted = muted;
  });
  host.on('show-history', () => flow.wantHistory());
  host.on('set-locale', ({ locale }) => {
    flow.setLocale(locale).then(onLocale, onBroken);
  });
}
