import type { SyncEntity } from '../../shared/contract/integrations.ts';
import type { Actor } from '../audit/actor.ts';
import type { UpsertOutcome } from '../crm/upsert/entity.ts';
import type { KnownEntity } from '../store/crm-entities.ts';

/** An entity that somebody sent. */
export interface SentEntity {
  readonly entity: SyncEntity;
  readonly actor: Actor;
  readonly receivedAt: Date;
}

/** The same for the same entity of a sender. */
export function entityKey({
  entityType,
  entityId,
}: Pick<KnownEntity, 'entityType' | 'entityId'>): string {
  return JSON.stringify([entityType, entityId]);
}

/** What came of an entity, with all who sent exactly this at the same moment. */
export interface Worked {
  /** Never empty; the first one's work it was. */
  readonly sent: readonly SentEntity[];
  readonly outcome: UpsertOutcome;
  /** The record it was before. */
  readonly known: KnownEntity | null;
  /** What of the data was not used. */
  readonly warnings: readonly string[];
}
