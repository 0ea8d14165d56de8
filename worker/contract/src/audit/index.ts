export * from './chain.ts';
export { checkHistory } from './check-history.ts';
export * from './history.ts';
export * from './read-facts.ts';
