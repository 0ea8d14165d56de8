import type { UserConfig } from 'vite';
import type { BuildFault } from './clauses.ts';

type Setting = readonly [
  name: string,
  isWrong: (build: NonNullable<UserConfig['build']>) => boolean,
  fault: Pick<BuildFault, 'clause' | 'what' | 'mend'>,
];

const SETTINGS: readonly Setting[] = [
  [
    'build.sourcemap',
    ({ sourcemap }) => Boolean(sourcemap),
    {
      clause: 'F11',
      what: 'asks for a source map, which is not published',
      mend: 'take it out, or build a second time without this plugin to look for a fault',
    },
  ],
  [
    'build.lib',
    ({ lib }) => Boolean(lib),
    {
      clause: 'F2',
      what: 'names an entry and formats of its own',
      mend: "take it out; another entry goes to roundgate({ entry: 'src/game.ts' })",
    },
  ],
  [
    'build.rolldownOptions.external',
    ({ rolldownOptions }) => rolldownOptions?.external !== undefined,
    { clause: 'F2', what: 'leaves modules out of the bundle', mend: 'take it out' },
  ],
  [
    'build.rolldownOptions.output',
    ({ rolldownOptions }) => rolldownOptions?.output !== undefined,
    { clause: 'F2', what: 'shapes the output otherwise', mend: 'take it out' },
  ],
  [
    'build.cssCodeSplit',
    ({ cssCodeSplit }) => cssCodeSplit === true,
    { clause: 'F10', what: 'asks for style sheets as files', mend: 'take it out' },
  ],
];

/** Settings of a vite.config that contradict a conformant build. They are refused and not overruled in silence. */
export const checkSettings = ({ build = {} }: UserConfig): BuildFault[] =>
  SETTINGS.filter(([, isWrong]) => isWrong(build)).map(([name, , fault]) => ({
    where: `vite.config, ${name}`,
    ...fault,
  }));

/** Licences stay; other comments name paths, and those differ from folder to folder. */
const LEGAL = { legal: true, annotation: false, jsdoc: false };

/** The settings of a conformant build: one ES module, no code splitting, no source map, the same bytes everywhere. */
export const conformantBuild = (entry: string, fileName: string): NonNullable<UserConfig['build']> => ({
  target: 'es2023',
  emptyOutDir: true,
  modulePreload: false,
  sourcemap: false,
  minify: true,
  reportCompressedSize: false,
  lib: { entry, formats: ['es'], fileName: () => fileName },
  rolldownOptions: { output: { codeSplitting: false, minify: true, comments: LEGAL } },
});
