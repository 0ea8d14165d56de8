import { Container, Sprite, Texture } from 'pixi.js';
import { fitLayout, type Insets, type Layout } from '../../engine/layout.ts';
import type { MotionPreference } from '../../engine/motion.ts';
import { paintTexture } from '../../engine/paint.ts';
import { ReelSet } from '../../engine/reel-set.ts';
import type { Landing } from '../../engine/reel-tape.ts';
import type { Stage } from '../../engine/stage.ts';
import { SymbolTextures } from '../../engine/symbol-textures.ts';
import { type SlotModel, symbolsOf } from '../../model/slot-model.ts';
import type { SymbolWords, Theme } from '../theme.ts';
import { CelebrationLights } from './celebration-lights.ts';
import { HangingString } from './hanging-string.ts';
import { Plaque } from './plaque.ts';
import { TenseGlow } from './tense-glow.ts';
import { WinLines } from './win-lines.ts';

/** What a view is made from. */
export interface GameViewOptions {
  readonly stage: Stage;
  readonly motion: MotionPreference;
  readonly theme: Theme;
  readonly model: SlotModel;
  readonly start: readonly Landing[];
  readonly words: SymbolWords;
  readonly onReelRest: (reel: number) => void;
  /** A reel is held back, because it may still win something. */
  readonly onReelTense: (reel: number) => void;
  /** Free spins begin or are over. */
  readonly onFree: (on: boolean) => void;
  readonly onLayout: (layout: Layout) => void;
}

/** The light of free spins, laid over the colours of any theme. */
const FREE_TINT = 0xd9a6ff;

/** Everything painted: the backdrop, the cabinet, the reels and what is shown over them. */
export class GameView {
  readonly reels: ReelSet;
  readonly lines = new WinLines();
  readonly plaque: Plaque;
  readonly lights: CelebrationLights;
  readonly #options: GameViewOptions;
  readonly #textures: SymbolTextures;
  readonly #tense: TenseGlow;
  readonly #hanging: HangingString;
  readonly #backdrop = new Sprite();
  readonly #cabinet = new Sprite();
  readonly #shade = new Sprite();
  #words: SymbolWords;
  #layout: Layout | null = null;
  #viewport: readonly [width: number, height: number, insets: Insets] | null = null;
  #headRoom = 0;

  constructor(options: GameViewOptions) {
    const { stage, motion, model, theme } = options;
    this.#options = options;
    this.#words = options.words;
    this.#textures = new SymbolTextures((symbol) => theme.symbol(symbol, this.#words));
    this.#tense = new TenseGlow(stage.clock);
    this.reels = new ReelSet({
      clock: stage.clock,
      motion,
      textures: this.#textures,
      rows: model.rows,
      start: options.start,
      onRest: (reel) => {
        this.#tense.hide(reel);
        options.onReelRest(reel);
      },
      onTense: (reel) => {
        this.#tense.show(reel);
        options.onReelTense(reel);
      },
    });
    this.plaque = new Plaque(stage.clock, motion, theme.plaque);
    this.lights = new CelebrationLights(stage.clock, motion, theme.scenery);
    this.#hanging = new HangingString(stage.clock, motion, theme.scenery.hanging);
    this.#backdrop.blendMode = 'none';
    const board = new Container();
    board.addChild(this.#backdrop, this.#hanging, this.#cabinet, this.reels, this.#shade);
    board.addChild(this.#tense, this.lines, this.lights, this.plaque);
    stage.root.addChild(board);
    stage.onResize((width, height, insets) => this.#resize(width, height, insets));
  }

  /** Paints the symbols anew with other words on them. */
  setWords(words: SymbolWords): void {
    this.#words = words;
    if (this.#layout) this.#paintSymbols(this.#layout);
  }

  /** Takes everything off the reels that a former round has left there. */
  clearWins(): void {
    this.lines.clear();
    this.reels.light(null);
    this.plaque.hide();
    this.#tense.hide();
  }

  /** Lays another light over the scenery while free spins are played. */
  showFree(on: boolean): void {
    const tint = on ? FREE_TINT : 0xffffff;
    for (const sprite of [this.#backdrop, this.#cabinet]) sprite.tint = tint;
    this.#options.onFree(on);
  }

  /** Keeps so much room free above everything, in CSS pixels. */
  setHeadRoom(heightPx: number): void {
    if (heightPx === this.#headRoom) return;
    this.#headRoom = heightPx;
    if (this.#viewport) this.#resize(...this.#viewport);
  }

  #resize(width: number, height: number, insets: Insets): void {
    this.#viewport = [width, height, insets];
    const wish = {
      reels: this.#options.start.length,
      rows: this.#options.model.rows,
      cellRatio: [0.9, 1.26],
      headCells: [0.72, 1.6],
      frameCells: 0.13,
    } as const;
    const layout = fitLayout(width, height, wish, { ...insets, top: insets.top + this.#headRoom });
    this.#layout = layout;
    this.#paintScene(layout);
    this.#paintSymbols(layout);
    this.reels.position.set(layout.reels.x, layout.reels.y);
    this.#tense.resize(layout);
    this.plaque.resize(layout);
    const { resolution } = this.#options.stage;
    this.lines.resize(layout, resolution);
    this.#hanging.resize(layout, resolution);
    this.lights.resize(layout, resolution);
    this.#options.onLayout(layout);
  }

  #paintScene(layout: Layout): void {
    const { width, height, reels } = layout;
    const { stage, theme, start } = this.#options;
    const { resolution } = stage;
    const { scenery } = theme;
    const horizon = (reels.y + reels.height * 0.72) / height;
    const backdrop = scenery.backdrop(horizon);
    repaint(this.#backdrop, paintTexture(width, height, Math.min(resolution, 2), backdrop));
    // Only as large as it must be: a transparent pixel costs as much as a painted one.
    const area = scenery.cabinetArea(layout);
    const painter = scenery.cabinet(layout, area, start.length);
    repaint(this.#cabinet, paintTexture(area.width, area.height, resolution, painter));
    this.#cabinet.position.set(area.x, area.y);
    repaint(this.#shade, paintTexture(8, reels.height, 1, scenery.shade));
    this.#shade.position.set(reels.x, reels.y);
    this.#shade.setSize(reels.width, reels.height);
  }

  #paintSymbols(layout: Layout): void {
    // The sprites must not keep pictures that are about to be destroyed.
    this.#textures.resize(layout.cell, this.#options.stage.resolution);
    this.#textures.prepare(symbolsOf(this.#options.model));
    this.reels.resize();
  }
}

function repaint(sprite: Sprite, texture: Texture): void {
  const former = sprite.texture;
  sprite.texture = texture;
  if (former !== Texture.EMPTY) former.destroy(true);
}
