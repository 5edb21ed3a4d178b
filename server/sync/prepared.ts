/** What is known of a record at each step of its preparation. */

import type { SinceLast } from '../../shared/contract/since.ts';
import type { EnrichRequest } from '../../shared/contract/v1.ts';
import type { Decision } from '../../shared/decision/decision.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import type { WritePlan } from '../../shared/plan/plan.ts';
import type { CrmRecord } from '../crm/connector.ts';
import type { ResearchResult } from '../research/provider.ts';
import type { CompanyPick } from '../research/subject.ts';
import type { EntityMemory } from '../store/entity-mappings.ts';

export interface PreparedRecord {
  /** With the company facts that the tenant's mappings take out of other fields. */
  readonly record: CrmRecord;
  /** As the connector gave it. */
  readonly asRead: CrmRecord;
  readonly research: ResearchResult;
  readonly evidence: readonly Evidence[];
  readonly decision: Decision;
  /** What is different from the record's enrichment before; null where there is none to compare with. */
  readonly since: SinceLast | null;
  readonly plan: WritePlan;
  /** Why the template summary stands although a model is configured; null otherwise. */
  readonly narratorFallback: string | null;
  readonly researchMs: number;
}

export type PrepareResult =
  | { readonly ok: true; readonly prepared: PreparedRecord }
  | { readonly ok: false; readonly error: unknown };

export interface PrepareItem {
  /** Also the enrichment's id. */
  readonly runId: string;
  readonly request: EnrichRequest;
}

export interface Readable extends PrepareItem, Pick<PreparedRecord, 'record' | 'asRead'> {
  readonly memory: EntityMemory | undefined;
  /** The company a person chose, now or earlier. */
  readonly pick: CompanyPick | null;
}
export interface Researched extends Readable {
  /** With the match of the enrichment before, where the sources that tell were silent. */
  readonly research: ResearchResult;
  readonly researchMs: number;
}
export interface Decided extends Researched {
  readonly evidence: readonly Evidence[];
  readonly decision: Decision;
  readonly since: SinceLast | null;
  readonly narratorFallback: string | null;
}
