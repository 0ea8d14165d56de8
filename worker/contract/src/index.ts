export * from './archive.ts';
export * from './billing.ts';
export * from './builds.ts';
export * from './bus-events.ts';
export * from './campaign-assignment.ts';
export * from './campaigns.ts';
export * from './cloud-events.ts';
export * from './demo.ts';
export * from './frame-messages.ts';
export * from './free-spins.ts';
export * from './game-events.ts';
export * from './ids.ts';
export * from './jackpots.ts';
export * from './market-rules.ts';
export * from './market-view.ts';
export * from './money.ts';
export { OPERATIONS, type OperationId } from './operations/index.ts';
export { LoaderFacts, TrustVersions } from './operations/open-session.ts';
export type { Auth, Operation, Server } from './operations/operation.ts';
export { SeedCommitment } from './operations/rgs-list-seeds.ts';
export {
  Movement,
  MovementAnswer,
  TransactionId,
  TransferAnswer,
  WalletAward,
  WalletTransfer,
} from './operations/wallet-common.ts';
export * from './problems.ts';
export * from './receipt/round-receipt.ts';
export * from './register.ts';
export * from './replay.ts';
export * from './reports.ts';
export * from './rg.ts';
export * from './rounds.ts';
export * from './sessions.ts';
export * from './statement.ts';
export * from './tournaments.ts';
export * from './wallet-capability.ts';
