import { acknowledgeCheck } from './acknowledge-check.ts';
import { attestUi } from './attest-ui.ts';
import { certifyBuild } from './certify-build.ts';
import { createSession } from './create-session.ts';
import { draftPermit } from './draft-permit.ts';
import { endSession } from './end-session.ts';
import { exportPlayerEvents } from './export-player-events.ts';
import { getMarket } from './get-market.ts';
import { getRound } from './get-round.ts';
import { getSession } from './get-session.ts';
import { getStatement } from './get-statement.ts';
import { listMarkets } from './list-markets.ts';
import { listPlayerRounds } from './list-player-rounds.ts';
import { listRounds } from './list-rounds.ts';
import { openSession } from './open-session.ts';
import { panicStop } from './panic-stop.ts';
import { postEvents } from './post-events.ts';
import { publishBuild } from './publish-build.ts';
import { publishFile } from './publish-file.ts';
import { publishTrustDocument } from './publish-trust-document.ts';
import { pushRgFlags } from './push-rg-flags.ts';
import { refreshToken } from './refresh-token.ts';
import { rgsCreateSession } from './rgs-create-session.ts';
import { rgsReplay } from './rgs-replay.ts';
import { rgsSpin } from './rgs-spin.ts';
import { rgsVoid } from './rgs-void.ts';
import { setSessionLimits } from './set-session-limits.ts';
import { startRound } from './start-round.ts';
import { walletBalance } from './wallet-balance.ts';
import { walletCredit } from './wallet-credit.ts';
import { walletDebit } from './wallet-debit.ts';
import { walletRollback } from './wallet-rollback.ts';
import { walletStatus } from './wallet-status.ts';
import { walletTransferIn } from './wallet-transfer-in.ts';
import { walletTransferOut } from './wallet-transfer-out.ts';

/** Every operation of the product, by id. */
export const OPERATIONS = {
  panicStop,
  setSessionLimits,
  acknowledgeCheck,
  attestUi,
  certifyBuild,
  createSession,
  draftPermit,
  endSession,
  exportPlayerEvents,
  getMarket,
  getRound,
  getSession,
  getStatement,
  listMarkets,
  listPlayerRounds,
  listRounds,
  openSession,
  postEvents,
  publishBuild,
  publishFile,
  publishTrustDocument,
  pushRgFlags,
  refreshToken,
  rgsCreateSession,
  rgsReplay,
  rgsSpin,
  rgsVoid,
  startRound,
  walletBalance,
  walletCredit,
  walletDebit,
  walletRollback,
  walletStatus,
  walletTransferIn,
  walletTransferOut,
} as const;

export type OperationId = keyof typeof OPERATIONS;
