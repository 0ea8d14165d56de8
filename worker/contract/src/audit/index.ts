export * from './batch.ts';
export * from './chain.ts';
export { checkHistory } from './check-history.ts';
export * from './history.ts';
export * from './read-facts.ts';
export * from './verify-archive.ts';
