/** Everything the card on a record shows, in few queries: the card opens with it. */
import type { CardError } from '../../shared/contract/answer.ts';
import type { CardState } from '../../shared/contract/card.ts';
import { contractVersion, type Enrichment } from '../../shared/contract/v1.ts';
import type { Language } from '../../shared/language/language.ts';
import { reworded } from '../../shared/language/reworded.ts';
import type { RecordRef } from '../../shared/plan/plan.ts';
import type { LearnedModel } from '../../shared/scoring/learned/score.ts';
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import type { TenantTransaction } from '../store/database.ts';
import { getIntegration, type Integration } from '../store/integrations.ts';
import { getSettings } from '../store/organizations.ts';
import {
  newestOfEachKind,
  type RunHead,
  type RunOutcome,
  runsWithUndos,
  writtenEnrichments,
} from '../store/record-runs.ts';
import { getScoringInUse } from '../store/score-models.ts';
import { isActive } from '../store/sync-logs.ts';
import { type JournalEntry, journalOfRuns, newestCreations } from '../store/write-journal.ts';
import { actionSubject, actionTaskOf } from './action-task.ts';
import { answerOf } from './answer.ts';
import { limitsOf } from './card-limits.ts';
import type { SyncDependencies } from './dependencies.ts';
import { errorFromStored, notConnected } from './errors.ts';
import { isEnrichment } from './finish.ts';
import type { ProgressBoard } from './progress-board.ts';
import type { Tenant } from './service.ts';
import { isUndoReport } from './undo-finish.ts';
import { progressOf } from './watch.ts';

const HISTORY_POINTS = 30;
const DAY_MS = 86_400_000;
/** HubSpot counts requests in windows of ten seconds; other CRMs in longer ones. */
const RATE_LIMIT_PAUSE_MS = 10_000;

interface Found {
  readonly settings: TenantSettings;
  /** The tenant's own model, where what is shown was scored by one. */
  readonly learned: LearnedModel | null;
  readonly integration: Integration;
  readonly heads: readonly RunHead[];
  /** Newest first. */
  readonly written: readonly RunHead[];
  readonly latest: Enrichment | null;
  readonly preview: Enrichment | null;
  readonly undo: RunOutcome | null;
  readonly tasks: ReadonlyMap<string, JournalEntry>;
}

/** @throws AppError `not_connected` when the connection is gone */
export async function cardState(
  deps: SyncDependencies,
  board: ProgressBoard,
  tenant: Tenant,
  record: RecordRef,
  language: Language | null,
): Promise<CardState> {
  const found = await deps.database.withOrganization(tenant.organizationId, (trx) =>
    find(trx, tenant, record),
  );
  const { settings, integration, heads, written, latest, preview, undo } = found;
  const now = deps.runtime.now();
  const toldIn = (enrichment: Enrichment | null) =>
    enrichment && language ? reworded(enrichment, settings, language, found.learned) : enrichment;
  const active = heads.find(({ status }) => isActive(status));
  return {
    contractVersion,
    record,
    connection: connectionOf(integration),
    latest: toldIn(latest),
    preview: toldIn(preview),
    undo: undo && isUndoReport(undo.result) ? undo.result : null,
    failure: failureOf(heads, now),
    freshness: latest && freshnessOf(latest, settings, now),
    history: written.map(scorePoint).reverse(),
    tasks: latest ? tasksOf(latest, found.tasks) : [],
    limits: limitsOf(settings, integration),
    running: active ? progressOf(board, tenant, record, active) : null,
  };
}

async function find(trx: TenantTransaction, tenant: Tenant, record: RecordRef): Promise<Found> {
  const integration = await getIntegration(trx, tenant.integrationId);
  if (!integration || integration.status === 'disconnected') throw notConnected();
  const settings = await getSettings(trx, tenant.organizationId);
  const heads = await newestOfEachKind(trx, tenant, record);
  const written = await writtenEnrichments(trx, tenant, record, HISTORY_POINTS);
  const [newest] = written;
  // What was undone gave the record back to the enrichment before it, which can be undone in turn.
  const standing = written.find(({ status }) => status !== 'undone') ?? newest;
  const waiting = heads.find(({ status }) => status === 'previewed');
  const isNewer = waiting && (!newest || waiting.startedAt > newest.startedAt);
  const wanted = [standing, isNewer ? waiting : undefined].flatMap((run) => (run ? [run.id] : []));
  const isAllUndone = standing?.status === 'undone';
  const undoable = written
    .filter(({ startedAt }) => isAllUndone || (standing && startedAt >= standing.startedAt))
    .map(({ id }) => id);
  const runs = await runsWithUndos(trx, tenant, wanted, undoable);
  const entries = await journalOfRuns(trx, tenant, standing ? [standing.id] : []);
  const enrichmentOf = (id: string | undefined): Enrichment | null => {
    const run = runs.find((candidate) => candidate.id === id);
    if (!run || !isEnrichment(run.result)) return null;
    return answerOf(
      run.result,
      run,
      entries.filter((entry) => entry.runId === id),
    );
  };
  const latest = enrichmentOf(standing?.id);
  const subjects = latest ? latest.nextActions.map((step) => actionSubject(latest, step)) : [];
  const preview = isNewer ? enrichmentOf(waiting.id) : null;
  const isLearned = [latest, preview].some((one) => one?.score.outlook !== undefined);
  return {
    settings,
    integration,
    heads,
    written,
    latest,
    preview,
    learned: isLearned ? (await getScoringInUse(trx, tenant)).learned : null,
    undo: runs.find(({ undoOf }) => undoOf !== null && undoable.includes(undoOf)) ?? null,
    tasks: await newestCreations(trx, tenant, subjects),
  };
}

function connectionOf({ status }: Integration): CardState['connection'] {
  if (status !== 'needs_reauthorisation') return { status: 'connected', message: null };
  return {
    status,
    message:
      'oppSpot lost its access to your CRM. Ask an admin to connect it again in the oppSpot settings.',
  };
}

/** Why the newest enrichment or preview decided nothing. */
function failureOf(heads: readonly RunHead[], now: Date): CardState['failure'] {
  const newest = heads.find(
    ({ operation, status }) =>
      (operation === 'enrich' || operation === 'preview') && !isActive(status),
  );
  if (newest?.status !== 'failed' || newest.isPlanned) return null;
  const at = newest.finishedAt ?? newest.startedAt;
  const { code, message, retryable } = errorFromStored(newest.errorCode, newest.errorMessage);
  const pause = at.getTime() + RATE_LIMIT_PAUSE_MS - now.getTime();
  const error: CardError = {
    code,
    message,
    retryable,
    retryAfterMs: code === 'crm_rate_limited' ? Math.max(0, pause) : null,
    faults: [],
    requestId: newest.id,
  };
  return { error, at: at.toISOString() };
}

function freshnessOf(
  { finishedAt, startedAt }: Enrichment,
  { freshness }: TenantSettings,
  now: Date,
): CardState['freshness'] {
  const age = now.getTime() - Date.parse(finishedAt ?? startedAt);
  const ageDays = Math.max(0, Math.floor(age / DAY_MS));
  const { staleAfterDays } = freshness;
  return { ageDays, staleAfterDays, isStale: ageDays >= staleAfterDays };
}

function scorePoint({ id, score, status, finishedAt, startedAt }: RunHead) {
  return { enrichmentId: id, at: (finishedAt ?? startedAt).toISOString(), score, status };
}

function tasksOf(
  latest: Enrichment,
  entries: ReadonlyMap<string, JournalEntry>,
): CardState['tasks'] {
  return latest.nextActions.flatMap((action) => {
    const entry = entries.get(actionSubject(latest, action));
    return entry ? [actionTaskOf(entry, action.id)] : [];
  });
}
