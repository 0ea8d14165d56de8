import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build, createServer, type InlineConfig } from 'vite';
import { afterEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from './languages.ts';
import { compiledMessages } from './vite-plugin.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function project(en: Record<string, string>, others: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'plugin-'));
  folders.push(root);
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  };
  for (const language of LANGUAGES)
    write(`locales/${language}/loader.json`, JSON.stringify(language === 'en' ? en : others));
  write('main.js', "export { default } from 'virtual:roundgate-messages/loader/de';");
  return root;
}

const settings = (root: string): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'silent',
  plugins: [compiledMessages({ namespace: 'loader', root: join(root, 'locales') })],
});

async function bundle(root: string): Promise<string> {
  const output = await build({
    ...settings(root),
    build: { write: false, minify: false, lib: { entry: join(root, 'main.js'), formats: ['es'] } },
  });
  const [result] = Array.isArray(output) ? output : [output];
  if (!result || !('output' in result)) throw new Error('vite gave no output');
  return result.output[0].code;
}

describe('compiledMessages', () => {
  it('bundles compiled messages and no parser', async () => {
    const code = await bundle(project({ bet: 'Bet {stake}' }, { bet: 'Einsatz {stake}' }));
    expect(code).toContain('"Einsatz "');
    expect(code.length).toBeLessThan(300);
  });

  it('stops a build at a message that is missing in any language', async () => {
    await expect(bundle(project({ bet: 'Bet', win: 'Win' }, { bet: 'X' }))).rejects.toThrow(
      /15 messages are missing or broken[\s\S]*de\/loader\.json {2}win/,
    );
  });

  it('serves messages in development though some are missing', async () => {
    const root = project({ bet: 'Bet', win: 'Win' }, { bet: 'X' });
    const server = await createServer({ ...settings(root), server: { middlewareMode: true, ws: false } });
    try {
      const loaded = await server.ssrLoadModule('virtual:roundgate-messages/loader/de');
      expect(loaded.default).toEqual({ bet: 'X' });
      const unknown = server.ssrLoadModule('virtual:roundgate-messages/loader/ja');
      await expect(unknown).rejects.toThrow('there is no language "ja"');
      const stranger = server.ssrLoadModule('virtual:roundgate-messages/game/de');
      await expect(stranger).rejects.toThrow('was not given the namespace "game"');
    } finally {
      await server.close();
    }
  });
});
