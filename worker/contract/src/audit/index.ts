export * from './batch.ts';
export * from './chain.ts';
export { checkHistory } from './check-history.ts';
export * from './history.ts';
export * from './read-facts.ts';
export * from './tournament-score.ts';
export { type Archive, type ArchiveFault, type ArchiveReport, verifyArchive } from './verify-archive.ts';
export * from './verify-table.ts';
