import { roundgate } from '@roundgate/studio-cli/vite';
import { defineConfig } from 'vite';

export default defineConfig({ plugins: [roundgate({ withoutOnDemand: ['pixi.js'] })] });
