/** HubSpot's records, batches, properties and pipelines in plain values. */
import type { CrmError } from '../errors.ts';

export type HubSpotType = 'contacts' | 'companies' | 'deals' | 'tasks';

export interface HubSpotObject {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly updatedAt: string | null;
  /** Our trace id, when HubSpot repeats it. */
  readonly traceId: string | null;
}

/** One part of a batch that HubSpot refused. */
export interface BatchFault {
  readonly error: CrmError;
  readonly traceId: string | null;
  readonly ids: readonly string[];
}

export interface BatchAnswer {
  readonly objects: readonly HubSpotObject[];
  readonly faults: readonly BatchFault[];
}

export interface AssociationTarget {
  readonly id: string;
  readonly typeId: number;
}

export interface NewObject {
  readonly traceId: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly associations: readonly AssociationTarget[];
}

export interface ChangedObject {
  readonly id: string;
  readonly traceId: string;
  readonly properties: Readonly<Record<string, string>>;
}

export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly groupName: string;
  readonly type: string;
  readonly fieldType: string;
  readonly options?: readonly {
    readonly label: string;
    readonly value: string;
    readonly displayOrder: number;
    readonly hidden: boolean;
  }[];
  readonly hasUniqueValue?: boolean;
}

export interface ExistingProperty {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly fieldType: string;
  readonly hasUniqueValue: boolean;
  readonly isHidden: boolean;
  /** HubSpot computes it, or lets nobody else set it. */
  readonly isReadOnly: boolean;
  /** Its values are ids of something else: owners, teams, records. */
  readonly isReference: boolean;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly isHidden: boolean;
  }[];
}

export interface HubSpotOwner {
  readonly id: string;
  readonly userId: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
}

export interface DealPipeline {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly stages: readonly {
    readonly id: string;
    readonly label: string;
    readonly displayOrder: number;
    readonly closed: boolean;
  }[];
}
