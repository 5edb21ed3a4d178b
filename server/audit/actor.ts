/** Who acts, carried along with the work so that every change can be put down to somebody. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuditActorKind, AuditSource } from '../store/tables/connections.ts';

export interface Actor {
  readonly kind: AuditActorKind;
  /** As the CRM, the identity provider or we know the actor; null for the system. */
  readonly id: string | null;
  /** Through which door. */
  readonly source: AuditSource;
  /** Null where a CRM stands between. */
  readonly ip: string | null;
}

const acting = new AsyncLocalStorage<Actor>();

/** Runs `work`; all that it starts is done by this actor. */
export function actingAs<T>(actor: Actor, work: () => T): T {
  return acting.run(actor, work);
}

/** Nobody named: work that we do by ourselves. */
const ourselves: Actor = { kind: 'system', id: null, source: 'job', ip: null };

export function currentActor(): Actor {
  return acting.getStore() ?? ourselves;
}
