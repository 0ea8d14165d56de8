import { MAX_FILE_BYTES, OPERATIONS } from '@roundgate/contract';
import { Hono } from 'hono';
import { TrustUnavailableError } from '../use-cases/trust-register.ts';
import { type AppEnv, bind } from './bind.ts';
import type { Surroundings } from './context.ts';
import { mountEdge } from './edge-routes.ts';
import { ProblemError, problemResponse } from './error-response.ts';
import { mountFrame } from './frame-routes.ts';
import { allowOperatorPages } from './operator-pages.ts';
import { acknowledgeCheck } from './routes/acknowledge-check.ts';
import { addCampaignPlayers } from './routes/add-campaign-players.ts';
import { approveCertificate } from './routes/approve-certificate.ts';
import { attestUi } from './routes/attest-ui.ts';
import { canaryBuild } from './routes/canary-build.ts';
import { cancelFreeSpins } from './routes/cancel-free-spins.ts';
import { cancelTournament } from './routes/cancel-tournament.ts';
import { createDemo } from './routes/create-demo.ts';
import { createSession } from './routes/create-session.ts';
import { createTableTicket } from './routes/create-table-ticket.ts';
import { decideTournamentEntry } from './routes/decide-tournament-entry.ts';
import { disableJackpot } from './routes/disable-jackpot.ts';
import { draftPermit } from './routes/draft-permit.ts';
import { endSession } from './routes/end-session.ts';
import { exportEvents } from './routes/export-events.ts';
import { exportPlayerEvents } from './routes/export-player-events.ts';
import { getAuditHead } from './routes/get-audit-head.ts';
import { getAuditObject } from './routes/get-audit-object.ts';
import { getBusMetrics } from './routes/get-bus-metrics.ts';
import { getCampaign } from './routes/get-campaign.ts';
import { getCampaignResults } from './routes/get-campaign-results.ts';
import { getCertificateHistory } from './routes/get-certificate-history.ts';
import { getHeldFunds } from './routes/get-held-funds.ts';
import { getInvoice } from './routes/get-invoice.ts';
import { getJackpot } from './routes/get-jackpot.ts';
import { getMarket } from './routes/get-market.ts';
import { getPlayerRoundReceipt } from './routes/get-player-round-receipt.ts';
import { getReleases } from './routes/get-releases.ts';
import { getReport } from './routes/get-report.ts';
import { getRound } from './routes/get-round.ts';
import { getRoundReceipt } from './routes/get-round-receipt.ts';
import { getSession } from './routes/get-session.ts';
import { getStatement } from './routes/get-statement.ts';
import { getTournament } from './routes/get-tournament.ts';
import { getTournamentTable } from './routes/get-tournament-table.ts';
import { grantFreeSpins } from './routes/grant-free-spins.ts';
import { joinTournament } from './routes/join-tournament.ts';
import { listAuditObjects } from './routes/list-audit-objects.ts';
import { listCampaignPlayers } from './routes/list-campaign-players.ts';
import { listCampaigns } from './routes/list-campaigns.ts';
import { listCertificates } from './routes/list-certificates.ts';
import { listFreeSpins } from './routes/list-free-spins.ts';
import { listJackpots } from './routes/list-jackpots.ts';
import { listMarkets } from './routes/list-markets.ts';
import { listPlayerRounds } from './routes/list-player-rounds.ts';
import { listRounds } from './routes/list-rounds.ts';
import { listSessionJackpots } from './routes/list-session-jackpots.ts';
import { listSessionTournaments } from './routes/list-session-tournaments.ts';
import { listTournaments } from './routes/list-tournaments.ts';
import { openDemo } from './routes/open-demo.ts';
import { openReplay } from './routes/open-replay.ts';
import { openSession } from './routes/open-session.ts';
import { panicStop } from './routes/panic-stop.ts';
import { postEvents } from './routes/post-events.ts';
import { promoteBuild } from './routes/promote-build.ts';
import { proposeCertificate } from './routes/propose-certificate.ts';
import { publishBuild } from './routes/publish-build.ts';
import { publishFile } from './routes/publish-file.ts';
import { publishTrustDocument } from './routes/publish-trust-document.ts';
import { pushRgFlags } from './routes/push-rg-flags.ts';
import { putCampaign } from './routes/put-campaign.ts';
import { putContract } from './routes/put-contract.ts';
import { putFxRates } from './routes/put-fx-rates.ts';
import { putJackpot } from './routes/put-jackpot.ts';
import { putTournament } from './routes/put-tournament.ts';
import { refreshToken } from './routes/refresh-token.ts';
import { REHEARSE, rehearse } from './routes/rehearse.ts';
import { reportLoaderError } from './routes/report-loader-error.ts';
import { resumeJackpot } from './routes/resume-jackpot.ts';
import { revokeBuild } from './routes/revoke-build.ts';
import { revokeKey } from './routes/revoke-key.ts';
import { rollbackBuild } from './routes/rollback-build.ts';
import { sealAudit } from './routes/seal-audit.ts';
import { sessionFeed } from './routes/session-feed.ts';
import { setSessionLimits } from './routes/set-session-limits.ts';
import { startRound } from './routes/start-round.ts';
import { stopCampaign } from './routes/stop-campaign.ts';
import { tableFeed, tournamentFeed } from './routes/table-feed.ts';
import { withdrawCertificate } from './routes/withdraw-certificate.ts';
import { mountTrust } from './trust-routes.ts';

const TRACE = /^[0-9a-f]{32}$/;

/** The trace of a request: the caller's own (ours or W3C's header), else a new one. */
function traceOf(request: Request): string {
  const own = request.headers.get('x-trace-id') ?? request.headers.get('traceparent')?.split('-')[1] ?? '';
  return TRACE.test(own) ? own : crypto.randomUUID().replaceAll('-', '');
}

function mountOperations(app: Hono<AppEnv>): void {
  bind(app, OPERATIONS.createDemo, createDemo);
  bind(app, OPERATIONS.openDemo, openDemo);
  bind(app, OPERATIONS.openReplay, openReplay);
  bind(app, OPERATIONS.createSession, createSession);
  bind(app, OPERATIONS.endSession, endSession);
  bind(app, OPERATIONS.getStatement, getStatement);
  bind(app, OPERATIONS.pushRgFlags, pushRgFlags);
  bind(app, OPERATIONS.grantFreeSpins, grantFreeSpins);
  bind(app, OPERATIONS.cancelFreeSpins, cancelFreeSpins);
  bind(app, OPERATIONS.listFreeSpins, listFreeSpins);
  bind(app, OPERATIONS.listPlayerRounds, listPlayerRounds);
  bind(app, OPERATIONS.getPlayerRoundReceipt, getPlayerRoundReceipt);
  bind(app, OPERATIONS.exportPlayerEvents, exportPlayerEvents);
  bind(app, OPERATIONS.openSession, openSession);
  bind(app, OPERATIONS.refreshToken, refreshToken);
  bind(app, OPERATIONS.getSession, getSession);
  bind(app, OPERATIONS.attestUi, attestUi);
  bind(app, OPERATIONS.acknowledgeCheck, acknowledgeCheck);
  bind(app, OPERATIONS.setSessionLimits, setSessionLimits);
  bind(app, OPERATIONS.panicStop, panicStop);
  bind(app, OPERATIONS.startRound, startRound);
  bind(app, OPERATIONS.getRound, getRound);
  bind(app, OPERATIONS.getRoundReceipt, getRoundReceipt);
  bind(app, OPERATIONS.listRounds, listRounds);
  bind(app, OPERATIONS.postEvents, postEvents);
  bind(app, OPERATIONS.publishFile, publishFile, MAX_FILE_BYTES);
  bind(app, OPERATIONS.publishBuild, publishBuild);
  bind(app, OPERATIONS.publishTrustDocument, publishTrustDocument);
  bind(app, OPERATIONS.draftPermit, draftPermit);
  bind(app, OPERATIONS.listMarkets, listMarkets);
  bind(app, OPERATIONS.getMarket, getMarket);
}

/** The register: certificates, releases, revocations. */
function mountRegister(app: Hono<AppEnv>): void {
  bind(app, OPERATIONS.approveCertificate, approveCertificate);
  bind(app, OPERATIONS.canaryBuild, canaryBuild);
  bind(app, OPERATIONS.getCertificateHistory, getCertificateHistory);
  bind(app, OPERATIONS.getReleases, getReleases);
  bind(app, OPERATIONS.listCertificates, listCertificates);
  bind(app, OPERATIONS.promoteBuild, promoteBuild);
  bind(app, OPERATIONS.proposeCertificate, proposeCertificate);
  bind(app, OPERATIONS.reportLoaderError, reportLoaderError);
  bind(app, OPERATIONS.revokeBuild, revokeBuild);
  bind(app, OPERATIONS.revokeKey, revokeKey);
  bind(app, OPERATIONS.rollbackBuild, rollbackBuild);
  bind(app, OPERATIONS.withdrawCertificate, withdrawCertificate);
}

/** The ledger: events, the write-once store, the bus. */
function mountLedger(app: Hono<AppEnv>): void {
  bind(app, OPERATIONS.exportEvents, exportEvents);
  bind(app, OPERATIONS.getAuditHead, getAuditHead);
  bind(app, OPERATIONS.getAuditObject, getAuditObject);
  bind(app, OPERATIONS.getBusMetrics, getBusMetrics);
  bind(app, OPERATIONS.listAuditObjects, listAuditObjects);
  bind(app, OPERATIONS.sealAudit, sealAudit);
  bind(app, OPERATIONS.getReport, getReport);
  bind(app, OPERATIONS.putContract, putContract);
  bind(app, OPERATIONS.putFxRates, putFxRates);
  bind(app, OPERATIONS.getInvoice, getInvoice);
  bind(app, OPERATIONS.getHeldFunds, getHeldFunds);
}

/** The pools that games play for. */
function mountJackpots(app: Hono<AppEnv>): void {
  bind(app, OPERATIONS.putJackpot, putJackpot);
  bind(app, OPERATIONS.disableJackpot, disableJackpot);
  bind(app, OPERATIONS.resumeJackpot, resumeJackpot);
  bind(app, OPERATIONS.getJackpot, getJackpot);
  bind(app, OPERATIONS.listJackpots, listJackpots);
  bind(app, OPERATIONS.listSessionJackpots, listSessionJackpots);
}

/** Tournaments and missions. */
function mountTournaments(app: Hono<AppEnv>): void {
  bind(app, OPERATIONS.putTournament, putTournament);
  bind(app, OPERATIONS.getTournament, getTournament);
  bind(app, OPERATIONS.listTournaments, listTournaments);
  bind(app, OPERATIONS.cancelTournament, cancelTournament);
  bind(app, OPERATIONS.getTournamentTable, getTournamentTable);
  bind(app, OPERATIONS.decideTournamentEntry, decideTournamentEntry);
  bind(app, OPERATIONS.createTableTicket, createTableTicket);
  bind(app, OPERATIONS.listSessionTournaments, listSessionTournaments);
  bind(app, OPERATIONS.joinTournament, joinTournament);
  app.get('/v1/session/tournaments/:tournament_id/feed', tournamentFeed);
  app.get('/v1/tables/feed', tableFeed);
}

/** Free spins over many players, and what came of them. */
function mountCampaigns(app: Hono<AppEnv>): void {
  bind(app, OPERATIONS.putCampaign, putCampaign);
  bind(app, OPERATIONS.getCampaign, getCampaign);
  bind(app, OPERATIONS.listCampaigns, listCampaigns);
  bind(app, OPERATIONS.addCampaignPlayers, addCampaignPlayers);
  bind(app, OPERATIONS.listCampaignPlayers, listCampaignPlayers);
  bind(app, OPERATIONS.stopCampaign, stopCampaign);
  bind(app, OPERATIONS.getCampaignResults, getCampaignResults);
}

/** The gateway's HTTP side: every operation of the contract, and what anyone may read. */
export function createApp(surroundings: Surroundings): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.use(async function trace(c, next) {
    const startedMs = Date.now();
    const context = { ...surroundings, traceId: traceOf(c.req.raw), nowMs: startedMs, request: c.req.raw };
    c.set('context', context);
    await next();
    c.header('x-trace-id', context.traceId);
    c.header('strict-transport-security', 'max-age=63072000; includeSubDomains');
    const facts = {
      trace_id: context.traceId,
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      ms: Date.now() - startedMs,
    };
    surroundings.log(c.res.status >= 500 ? 'error' : 'info', 'request', facts);
  });
  allowOperatorPages(app);
  mountOperations(app);
  mountRegister(app);
  mountLedger(app);
  mountJackpots(app);
  mountTournaments(app);
  mountCampaigns(app);
  app.get('/v1/session/feed', sessionFeed);
  if (surroundings.config.isSandbox) bind(app, REHEARSE, rehearse);
  mountEdge(app);
  mountTrust(app);
  mountFrame(app);

  app.notFound((c) => problemResponse('NOT_FOUND', {}, c.get('context').traceId));
  app.onError((error, c) => {
    const { traceId, log } = c.get('context');
    if (error instanceof ProblemError) return problemResponse(error.code, error.facts, traceId);
    if (error instanceof TrustUnavailableError)
      return problemResponse(
        'SERVICE_UNAVAILABLE',
        { detail: error.message, retry_after_ms: 2_000 },
        traceId,
      );
    log('error', 'unexpected', {
      trace_id: traceId,
      error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
    });
    return problemResponse('INTERNAL', {}, traceId);
  });
  return app;
}
