export * from './figures.ts';
export * from './rollup.ts';
