import { acknowledgeCheck } from './acknowledge-check.ts';
import { addCampaignPlayers } from './add-campaign-players.ts';
import { approveCertificate } from './approve-certificate.ts';
import { attestUi } from './attest-ui.ts';
import { canaryBuild } from './canary-build.ts';
import { cancelFreeSpins } from './cancel-free-spins.ts';
import { cancelTournament } from './cancel-tournament.ts';
import { createDemo } from './create-demo.ts';
import { createSession } from './create-session.ts';
import { createTableTicket } from './create-table-ticket.ts';
import { decideTournamentEntry } from './decide-tournament-entry.ts';
import { disableJackpot } from './disable-jackpot.ts';
import { draftPermit } from './draft-permit.ts';
import { endSession } from './end-session.ts';
import { exportEvents } from './export-events.ts';
import { exportPlayerEvents } from './export-player-events.ts';
import { getAuditHead } from './get-audit-head.ts';
import { getAuditObject } from './get-audit-object.ts';
import { getBusMetrics } from './get-bus-metrics.ts';
import { getCampaign } from './get-campaign.ts';
import { getCampaignResults } from './get-campaign-results.ts';
import { getCertificateHistory } from './get-certificate-history.ts';
import { getHeldFunds } from './get-held-funds.ts';
import { getInvoice } from './get-invoice.ts';
import { getJackpot } from './get-jackpot.ts';
import { getMarket } from './get-market.ts';
import { getPlayerRoundReceipt } from './get-player-round-receipt.ts';
import { getReleases } from './get-releases.ts';
import { getReport } from './get-report.ts';
import { getRound } from './get-round.ts';
import { getRoundReceipt } from './get-round-receipt.ts';
import { getSession } from './get-session.ts';
import { getStatement } from './get-statement.ts';
import { getTournament } from './get-tournament.ts';
import { getTournamentTable } from './get-tournament-table.ts';
import { grantFreeSpins } from './grant-free-spins.ts';
import { joinTournament } from './join-tournament.ts';
import { listAuditObjects } from './list-audit-objects.ts';
import { listCampaignPlayers } from './list-campaign-players.ts';
import { listCampaigns } from './list-campaigns.ts';
import { listCertificates } from './list-certificates.ts';
import { listFreeSpins } from './list-free-spins.ts';
import { listJackpots } from './list-jackpots.ts';
import { listMarkets } from './list-markets.ts';
import { listPlayerRounds } from './list-player-rounds.ts';
import { listRounds } from './list-rounds.ts';
import { listSessionJackpots } from './list-session-jackpots.ts';
import { listSessionTournaments } from './list-session-tournaments.ts';
import { listTournaments } from './list-tournaments.ts';
import { openDemo } from './open-demo.ts';
import { openReplay } from './open-replay.ts';
import { openSession } from './open-session.ts';
import { panicStop } from './panic-stop.ts';
import { postEvents } from './post-events.ts';
import { promoteBuild } from './promote-build.ts';
import { proposeCertificate } from './propose-certificate.ts';
import { publishBuild } from './publish-build.ts';
import { publishFile } from './publish-file.ts';
import { publishTrustDocument } from './publish-trust-document.ts';
import { pushRgFlags } from './push-rg-flags.ts';
import { putCampaign } from './put-campaign.ts';
import { putContract } from './put-contract.ts';
import { putFxRates } from './put-fx-rates.ts';
import { putJackpot } from './put-jackpot.ts';
import { putTournament } from './put-tournament.ts';
import { refreshToken } from './refresh-token.ts';
import { reportLoaderError } from './report-loader-error.ts';
import { resumeJackpot } from './resume-jackpot.ts';
import { revokeBuild } from './revoke-build.ts';
import { revokeKey } from './revoke-key.ts';
import { rgsCreateSession } from './rgs-create-session.ts';
import { rgsGrantFreeSpins } from './rgs-grant-free-spins.ts';
import { rgsListSeeds } from './rgs-list-seeds.ts';
import { rgsReplay } from './rgs-replay.ts';
import { rgsSpin } from './rgs-spin.ts';
import { rgsVoid } from './rgs-void.ts';
import { rollbackBuild } from './rollback-build.ts';
import { sealAudit } from './seal-audit.ts';
import { setSessionLimits } from './set-session-limits.ts';
import { startRound } from './start-round.ts';
import { stopCampaign } from './stop-campaign.ts';
import { walletBalance } from './wallet-balance.ts';
import { walletBonusAward } from './wallet-bonus-award.ts';
import { walletCredit } from './wallet-credit.ts';
import { walletDebit } from './wallet-debit.ts';
import { walletRollback } from './wallet-rollback.ts';
import { walletStatus } from './wallet-status.ts';
import { walletTransferIn } from './wallet-transfer-in.ts';
import { walletTransferOut } from './wallet-transfer-out.ts';
import { withdrawCertificate } from './withdraw-certificate.ts'; /** Every operation of the product, by id. */
export const OPERATIONS = {
  approveCertificate,
  canaryBuild,
  getCertificateHistory,
  getReleases,
  listCertificates,
  promoteBuild,
  proposeCertificate,
  reportLoaderError,
  revokeBuild,
  revokeKey,
  rollbackBuild,
  withdrawCertificate,
  panicStop,
  setSessionLimits,
  acknowledgeCheck,
  attestUi,
  createDemo,
  createSession,
  draftPermit,
  endSession,
  exportPlayerEvents,
  getMarket,
  getPlayerRoundReceipt,
  getRound,
  getRoundReceipt,
  getSession,
  getStatement,
  listMarkets,
  listPlayerRounds,
  listRounds,
  openDemo,
  openReplay,
  openSession,
  postEvents,
  publishBuild,
  publishFile,
  publishTrustDocument,
  pushRgFlags,
  refreshToken,
  rgsCreateSession,
  rgsListSeeds,
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
  exportEvents,
  getAuditHead,
  getAuditObject,
  getBusMetrics,
  listAuditObjects,
  sealAudit,
  getReport,
  getHeldFunds,
  putContract,
  putFxRates,
  getInvoice,
  putJackpot,
  disableJackpot,
  resumeJackpot,
  getJackpot,
  listJackpots,
  listSessionJackpots,
  cancelFreeSpins,
  grantFreeSpins,
  listFreeSpins,
  rgsGrantFreeSpins,
  putTournament,
  getTournament,
  listTournaments,
  cancelTournament,
  getTournamentTable,
  decideTournamentEntry,
  createTableTicket,
  listSessionTournaments,
  joinTournament,
  walletBonusAward,
  addCampaignPlayers,
  getCampaign,
  getCampaignResults,
  listCampaignPlayers,
  listCampaigns,
  putCampaign,
  stopCampaign,
} as const;

export type OperationId = keyof typeof OPERATIONS;
