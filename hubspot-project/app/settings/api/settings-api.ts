/** The settings page's questions to the app's server. */
import type { CardAnswer } from '../../../../shared/contract/answer.ts';
import type { AuditPage } from '../../../../shared/contract/audit.ts';
import type { Disconnected } from '../../../../shared/contract/integrations.ts';
import type {
  CrmFieldList,
  MappingsPreview,
  MappingsPreviewRequest,
  MappingsState,
  MappingsUpdate,
} from '../../../../shared/contract/mappings.ts';
import type {
  OwnProviderState,
  OwnProviderUpdate,
} from '../../../../shared/contract/own-provider.ts';
import type { ScoringChange, ScoringState } from '../../../../shared/contract/scoring-model.ts';
import type {
  BulkRun,
  BulkRuns,
  BulkStart,
  SettingsState,
  SettingsUpdate,
} from '../../../../shared/contract/settings.ts';
import { ask } from './client.ts';

/** Reading and repairing change nothing that a second time would spoil, so lost answers are asked again. */
const attempts = 3;

export type BulkAction = 'cancel' | 'retry' | 'undo';

export interface SettingsApi {
  load(): Promise<CardAnswer<SettingsState>>;
  /** Not repeated: a save that arrived makes its own repetition a conflict. */
  save(update: SettingsUpdate): Promise<CardAnswer<SettingsState>>;
  /** Creates the properties that are missing in the account. */
  repair(): Promise<CardAnswer<SettingsState>>;
  /** The account's properties, one object at a time: HubSpot hands on a megabyte at most. */
  fields(object: 'contact' | 'company'): Promise<CardAnswer<CrmFieldList>>;
  mappings(): Promise<CardAnswer<MappingsState>>;
  /** Not repeated, as `save`. */
  saveMappings(update: MappingsUpdate): Promise<CardAnswer<MappingsState>>;
  /** What mappings would write to a record; nothing is saved or written. */
  previewMappings(request: MappingsPreviewRequest): Promise<CardAnswer<MappingsPreview>>;
  /** Not repeated: after the first one there is nobody to ask. */
  disconnect(accountId: string): Promise<CardAnswer<Disconnected>>;
  /** @param cursor of the page before; null for the newest events */
  activity(cursor: string | null): Promise<CardAnswer<AuditPage>>;
  /** The last bulk enrichments, newest first. */
  bulkRuns(): Promise<CardAnswer<BulkRuns>>;
  bulkRun(bulkId: string): Promise<CardAnswer<BulkRun>>;
  /** Repeated with its key, which finds what was started. */
  startBulk(request: BulkStart): Promise<CardAnswer<BulkRun>>;
  /** None of them does anything a second time. An undo is answered with the run that undoes. */
  bulkAction(bulkId: string, action: BulkAction): Promise<CardAnswer<BulkRun>>;
  /** How scores are made, and what speaks for it. */
  scoring(): Promise<CardAnswer<ScoringState>>;
  /** The same, asked by itself again and again while a training runs. */
  scoringOnce(): Promise<CardAnswer<ScoringState>>;
  /** Repeated: nothing of it does anything a second time. */
  changeScoring(change: ScoringChange): Promise<CardAnswer<ScoringState>>;
  /** The account's own provider of company facts, without its secret. */
  provider(): Promise<CardAnswer<OwnProviderState>>;
  saveProvider(update: OwnProviderUpdate): Promise<CardAnswer<OwnProviderState>>;
  removeProvider(): Promise<CardAnswer<OwnProviderState>>;
}

/** @param baseUrl origin of the app's server, from the profile's variables */
export function createSettingsApi(baseUrl: unknown): SettingsApi {
  const path = '/hubspot/settings';
  return {
    load: () => ask({ baseUrl, path, attempts }),
    save: (update) => ask({ baseUrl, path, body: { ...update } }),
    repair: () => ask({ baseUrl, path: `${path}/repair`, body: {}, attempts }),
    fields: (object) => ask({ baseUrl, path: `${path}/fields?object=${object}`, attempts }),
    mappings: () => ask({ baseUrl, path: `${path}/mappings`, attempts }),
    saveMappings: (update) => ask({ baseUrl, path: `${path}/mappings`, body: { ...update } }),
    previewMappings: (request) =>
      ask({ baseUrl, path: `${path}/mappings/preview`, body: { ...request }, attempts }),
    disconnect: (accountId) => ask({ baseUrl, path: `${path}/disconnect`, body: { accountId } }),
    activity: (cursor) => ask({ baseUrl, path: `${path}/activity${queryOf(cursor)}`, attempts }),
    bulkRuns: () => ask({ baseUrl, path: `${path}/bulk`, attempts }),
    // Asked again by itself every other second.
    bulkRun: (bulkId) => ask({ baseUrl, path: `${path}/bulk/${bulkId}` }),
    startBulk: (request) => ask({ baseUrl, path: `${path}/bulk`, body: { ...request }, attempts }),
    bulkAction: (bulkId, action) =>
      ask({ baseUrl, path: `${path}/bulk/${bulkId}/${action}`, body: {}, attempts }),
    provider: () => ask({ baseUrl, path: `${path}/provider`, attempts }),
    saveProvider: (update) => ask({ baseUrl, path: `${path}/provider`, body: { ...update } }),
    removeProvider: () => ask({ baseUrl, path: `${path}/provider/remove`, body: {}, attempts }),
    scoring: () => ask({ baseUrl, path: `${path}/scoring`, attempts }),
    scoringOnce: () => ask({ baseUrl, path: `${path}/scoring` }),
    changeScoring: (change) =>
      ask({ baseUrl, path: `${path}/scoring`, body: { ...change }, attempts }),
  };
}

function queryOf(cursor: string | null): string {
  return cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
}
