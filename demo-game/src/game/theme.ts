/** System faces only: nothing is downloaded. Noto covers Devanagari and Cyrillic where the platform has no better one. */
export const TEXT_FACE =
  'system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Noto Sans Devanagari", "Nirmala UI", sans-serif';
/** For the sign and for amounts in the picture. */
export const DISPLAY_FACE =
  '"Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", "Noto Serif Devanagari", Georgia, serif';

/** Colours of the night market. */
export const COLOURS = {
  gold: '#ffd27a',
  goldDeep: '#c98a2b',
  goldPale: '#fff1c9',
  lantern: '#ff7a3c',
  red: '#d42a35',
  redDeep: '#7d1022',
  ink: '#0a0f2e',
  indigo: '#1b2260',
} as const;

/** One colour per line, told apart beside each other; the line's number is always written as well. */
export const LINE_COLOURS = [
  0xffd27a, 0xff6f91, 0x62d9ff, 0x9dff8a, 0xc79bff, 0xffa24d, 0x5ff2cf, 0xff8df2, 0xf4ff7a, 0x8fb1ff,
] as const;

/** The colour of a line as CSS writes it. */
export const lineColour = (index: number): string =>
  `#${(LINE_COLOURS[index % LINE_COLOURS.length] ?? 0xffffff).toString(16).padStart(6, '0')}`;

/** Name of the game; a product name, so it is not translated. */
export const TITLE = 'Night Market';
