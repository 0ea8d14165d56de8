export * from './csv.ts';
export * from './figures.ts';
export * from './rollup.ts';
