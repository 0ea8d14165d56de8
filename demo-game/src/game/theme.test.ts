import { readFileSync } from 'node:fs';
import { GAME_MESSAGES } from '@roundgate/locales/all-game';
import { describe, expect, it } from 'vitest';
import { TIDE_POOL } from '../../tide-pool/src/theme.ts';
import { lineBetMinor } from '../model/paytable.ts';
import { parseSlotModel, symbolsOf } from '../model/slot-model.ts';
import { NIGHT_MARKET } from '../night-market/index.ts';
import { scoresOn, soundsOn } from './sounds.ts';
import { UnknownSymbol } from './theme.ts';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const WORDS = { wild: 'WILD', scatter: 'SCATTER', bonus: 'BONUS' };

const luminance = (colour: number): number => {
  const parts = [colour >> 16, (colour >> 8) & 255, colour & 255].map((value) => {
    const share = value / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (parts[0] ?? 0) + 0.7152 * (parts[1] ?? 0) + 0.0722 * (parts[2] ?? 0);
};
/** As WCAG reckons it. */
const contrast = (one: number, other: number): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
};

const GAMES = [
  { theme: NIGHT_MARKET, metadata: 'game.json', model: '../apps/studio-rgs/models/night-market.96.json' },
  {
    theme: TIDE_POOL,
    metadata: 'tide-pool/game.json',
    model: '../apps/studio-rgs/models/tide-pool.96.json',
  },
] as const;

describe.each(GAMES)('the theme $theme.title', ({ theme, metadata, model: path }) => {
  const model = parseSlotModel(read(path));

  it('has a picture of every symbol of its model, and of no other', () => {
    for (const symbol of [...symbolsOf(model), ...theme.hero])
      expect(theme.symbol(symbol, WORDS)).toBeInstanceOf(Function);
    expect(() => theme.symbol('NOBODY', WORDS)).toThrow(UnknownSymbol);
  });

  it('has the title of its game.json, and stakes that its lines divide', () => {
    const { title, stakes } = read(metadata) as { title: string; stakes: { levels_minor: number[] } };
    expect(theme.title).toBe(title);
    for (const stakeMinor of stakes.levels_minor) expect(lineBetMinor(model, stakeMinor)).toBeGreaterThan(0);
  });

  it('replaces texts of the kit and adds names of symbols, the same in each of its languages', () => {
    const { en, ...others } = theme.texts;
    for (const key of Object.keys(en))
      expect(key.startsWith('symbol.') || Object.hasOwn(GAME_MESSAGES.en, key), key).toBe(true);
    for (const texts of Object.values(others)) expect(Object.keys(texts)).toEqual(Object.keys(en));
  });

  it('has boards over the reels that can be read', () => {
    const { back, head, foot } = theme.plaque;
    for (const ink of [head, foot, 0xffffff]) expect(contrast(ink, back)).toBeGreaterThanOrEqual(4.5);
  });

  it('sounds on a scale of its own', () => {
    expect(theme.scale.length).toBeGreaterThanOrEqual(8);
    expect(soundsOn(theme.scale).lineWin[0]?.hertz).toBe(theme.scale[0]);
    for (const { bar } of Object.values(scoresOn(theme.scale)))
      for (const { hertz } of bar(1).slice(1)) expect(theme.scale.map((tone) => tone / 2)).toContain(hertz);
  });
});

it('Tide Pool names every symbol of its model', () => {
  const model = parseSlotModel(read('../apps/studio-rgs/models/tide-pool.96.json'));
  for (const symbol of symbolsOf(model)) expect(TIDE_POOL.texts.en[`symbol.${symbol}`]).toBeTruthy();
});
