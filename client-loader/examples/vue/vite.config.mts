import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

// Vue takes unknown tags for components of its own unless it is told.
const isCustomElement = (tag: string): boolean => tag === 'roundgate-game';

export default defineConfig({ plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] });
