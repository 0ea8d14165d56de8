import { afterAll, describe, expect, it } from 'vitest';
import { PNG, removeFolders } from '../fixtures.ts';
import { buildGame, newGame } from './test/game.ts';

afterAll(removeFolders);

const refusalOf = (main: string, more = {}) => buildGame(newGame({ 'src/main.ts': main, ...more }));

type Case = readonly [source: string, clause: string, what: string];

const SOURCES: readonly Case[] = [
  ["eval('1 + 1');", 'F1', 'calls eval'],
  ["const one = 1;\nnew Function('a', 'return a')(one);", 'F1', 'makes a Function'],
  ["globalThis.Function('return 1')();", 'F1', 'calls Function'],
  ["setTimeout('next()', 10);", 'F1', 'calls setTimeout with a text'],
  ["import 'https://cdn.example/a.js';", 'F2', 'imports https://cdn.example/a.js'],
  ["import('//cdn.example/a.js');", 'F2', 'imports //cdn.example/a.js'],
  ["const name = './' + Date.now();\nimport(/* @vite-ignore */ name);", 'F2', 'whose name is made'],
  ["import { readFileSync } from 'node:fs'; readFileSync('a');", 'F2', 'imports node:fs'],
  ["fetch('/api/spin');", 'F3', 'fetches "/api/spin"'],
  [`const id = 1;\nfetch(\`img/\${id}.webp\`);`, 'F3', 'fetches "img/"'],
  ["new WebSocket('ws' + ':' + location.host);", 'F3', 'makes a WebSocket'],
  ['new window.XMLHttpRequest();', 'F3', 'makes a XMLHttpRequest'],
  ["navigator.sendBeacon('x');", 'F3', 'calls navigator.sendBeacon'],
  ["const image = new Image();\nimage.src = 'https://cdn.example/a.png';", 'F3', 'holds the address https:'],
  ["localStorage.setItem('a', '1');", 'F4', 'uses localStorage'],
  ["console.log(window['sessionStorage']);", 'F4', 'uses sessionStorage'],
  ["document.cookie = 'a=1';", 'F4', 'uses document.cookie'],
  ["document.body.innerHTML = '';", 'F5', 'assigns innerHTML'],
  ["document.write('<p>');", 'F5', 'calls document.write'],
  ["document.body.insertAdjacentHTML('beforeend', '<p>');", 'F5', 'calls insertAdjacentHTML()'],
  ["document.body.append(document.createElement('iframe'));", 'F6', 'makes a <iframe>'],
  ["document.body.setAttribute('style', 'color: red');", 'F6', 'sets a style attribute'],
  ["document.body.setAttribute('onclick', 'go()');", 'F6', 'sets the handler onclick'],
  ["new Worker('worker.js');", 'F7', 'makes a Worker'],
  ['WebAssembly.instantiate(new ArrayBuffer(0));', 'F7', 'uses WebAssembly'],
  ["new AudioContext().audioWorklet.addModule('a');", 'F7', 'uses an audio worklet'],
  ["window.open('about:blank');", 'F8', 'calls open'],
  ["location.href = 'about:blank';", 'F8', 'goes to another page'],
  ["parent.postMessage('hello', '*');", 'F8', 'uses parent'],
  ["alert('won');", 'F8', 'calls alert'],
  ['console.log(import.meta.url);', 'F9', 'uses import.meta.url'],
];

describe("a studio's own source is refused with its line, the clause and a remedy", () => {
  it.each(SOURCES)('%s', async (source, clause, what) => {
    const text = await refusalOf(source);
    const line = source.split('\n').length;
    expect(text).toMatch(new RegExp(`✗ src/main\\.ts:${line}:\\d+: `));
    expect(text).toContain(what);
    expect(text).toMatch(new RegExp(`\\n {4}${clause}: .+\\n {2}→ .+`));
  });
});

describe('what a source brings along is refused', () => {
  it.each([
    [
      'a sound, which data: may not carry',
      "import url from './a.ogg';\nconsole.log(url);",
      'src/a.ogg',
      'F9',
    ],
    ['a font', "import url from './a.woff2';\nconsole.log(url);", 'src/a.woff2', 'F9'],
    ['a large picture', "import url from './a.png';\nconsole.log(url);", 'src/a.png', 'F9'],
    ['a style sheet as a file', "import './a.css';", 'src/a.css', 'F10'],
    ['WebAssembly', "import url from './a.wasm?url';\nconsole.log(url);", 'src/a.wasm', 'F7'],
    ['a worker', "import W from './a.js?worker';\nconsole.log(W);", 'src/a.js', 'F7'],
  ])('%s', async (_title, source, path, clause) => {
    const isText = /\.(?:css|js)$/.test(path);
    const content = isText ? '' : Buffer.concat([PNG, Buffer.alloc(20_000, 32)]);
    const text = await refusalOf(source, { [path]: content });
    expect(text).toContain('✗ src/main.ts:1:1: imports ./');
    expect(text).toContain(`${clause}: `);
  });

  it.each([
    ["/* ok */\n@import 'https://fonts.example/a.css';", '2:1', 'F10'],
    ['a { color: red }\nb { background: url("//cdn.example/a.png") }', '2:17', 'F3'],
    ['@font-face { font-family: x; src: url(./x.woff2) }', '1:1', 'F9'],
  ])('the style sheet %j', async (css, position, clause) => {
    const main = "import css from './a.css?inline';\nnew CSSStyleSheet().replaceSync(css);";
    const text = await refusalOf(main, { 'src/a.css': css, 'src/x.woff2': 'wOF2' });
    expect(text).toContain(`✗ src/a.css:${position}: `);
    expect(text).toContain(`${clause}: `);
  });

  it('a file in public/ that the edge would not take, and a second script', async () => {
    const text = await refusalOf("document.body.append('ready');", {
      'public/logo.svg': '<svg/>',
      'public/img/Big.png': PNG,
      'public/late.js': 'export {};',
    });
    expect(text).toContain('dist/logo.svg: SVG can hold scripts');
    expect(text).toContain('dist/img/Big.png: ');
    expect(text).toContain('dist/late.js: is a second script');
  });
});

describe('what contradicts a conformant build is refused', () => {
  it.each([
    ['build.sourcemap', { sourcemap: true }],
    ['build.lib', { lib: { entry: 'src/other.ts' } }],
    ['build.rolldownOptions.external', { rolldownOptions: { external: ['pixi.js'] } }],
    ['build.rolldownOptions.output', { rolldownOptions: { output: { format: 'cjs' as const } } }],
  ])('%s', async (name, build) => {
    expect(await buildGame(newGame(), {}, { build })).toContain(`✗ vite.config, ${name}: `);
  });

  it('an output that holds the folder it was built in', async () => {
    const root = newGame({ 'src/main.ts': 'console.log(__FOLDER__);' });
    const text = await buildGame(root, {}, { define: { __FOLDER__: JSON.stringify(root) } });
    expect(text).toContain('game.js: holds the folder it was built in');
  });

  it('a game.json that is wrong, with its field', async () => {
    const root = newGame({ 'game.json': '{"studio_id":"x"}' });
    expect(await buildGame(root)).toContain('game.json, studio_id');
  });

  it('every fault at once', async () => {
    const text = await refusalOf("eval('1');\nimport('./more.ts');", { 'src/more.ts': "alert('2');" });
    expect(text).toContain('2 things could not run');
    expect(text).toContain('src/main.ts:1:1');
    expect(text).toContain('src/more.ts:1:1');
  });
});

describe('a library is refused for what breaks it in the frame', () => {
  const library = (name: string, code: string) => ({
    [`node_modules/${name}/package.json`]: JSON.stringify({
      ...{ name, version: '1.0.0', type: 'module', sideEffects: false },
      exports: { '.': './index.js', './unsafe-eval': './unsafe-eval.js' },
    }),
    [`node_modules/${name}/index.js`]: code,
    [`node_modules/${name}/unsafe-eval.js`]: 'globalThis.noEval = true;',
  });
  const EVAL = "export const make = () => new Function('return 1');\nexport const safe = () => 2;";
  const use = (name: string) => `import { make } from '${name}';\nconsole.log(make());`;

  it('and named, with the way to answer for it', async () => {
    const text = await refusalOf(use('formulas'), library('formulas', EVAL));
    expect(text).toContain('✗ formulas/index.js: makes a Function, in the library formulas');
    expect(text).toContain('unreached');
  });

  it('but not for code that is not in the bundle', async () => {
    const main = "import { safe } from 'formulas';\nconsole.log(safe());";
    expect(await refusalOf(main, library('formulas', EVAL))).toBe('');
  });

  it('but not when the studio answers for it', async () => {
    const root = newGame({ 'src/main.ts': use('formulas'), ...library('formulas', EVAL) });
    expect(await buildGame(root, { unreached: { formulas: 'make() is for its editor' } })).toBe('');
  });

  it('nor for asking after storage or a network', async () => {
    const code =
      "export const make = () => { try { return localStorage.a; } catch { return fetch('/x'); } };";
    expect(await refusalOf(use('store'), library('store', code))).toBe('');
  });

  it('PixiJS until its own way without eval is imported', async () => {
    const pixi = library('pixi.js', EVAL);
    expect(await refusalOf(use('pixi.js'), pixi)).toContain("import 'pixi.js/unsafe-eval'");
    expect(await refusalOf(`import 'pixi.js/unsafe-eval';\n${use('pixi.js')}`, pixi)).toBe('');
  });

  it('PixiJS until it is told to start no workers', async () => {
    const pixi = library('pixi.js', "export const make = (options) => options ?? new Worker('x');");
    expect(await refusalOf(use('pixi.js'), pixi)).toContain('preferWorkers: false');
    const told = "import { make } from 'pixi.js';\nmake({ preferWorkers: false });";
    expect(await refusalOf(told, pixi)).toBe('');
  });
});
