/**
 * What a stand-in portal holds when it starts. Plain data: ids are fixed by the seed, values are
 * HubSpot's wire values (strings), so a seed reads like an export of a portal.
 */

/** Property values by HubSpot name. Null and '' both mean "never set". Read-only properties may be seeded. */
export type SeedProperties = Readonly<Record<string, string | null>>;

export interface HubSpotSeedOwner {
  /** Owner id, what `hubspot_owner_id` holds. */
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** User id, what a card's context calls `user.id`; differs from the owner id. */
  readonly userId: number;
  /** False when absent. */
  readonly superAdmin?: boolean;
}

export interface HubSpotSeedRecord {
  readonly id: string;
  readonly properties: SeedProperties;
  /** ISO 8601; the stand-in's own clock when absent. */
  readonly createdAt?: string;
  /** ISO 8601; `createdAt` when absent. */
  readonly updatedAt?: string;
  readonly archived?: boolean;
}

export interface HubSpotSeedContact extends HubSpotSeedRecord {
  /** The primary company. */
  readonly companyId?: string;
}

export interface HubSpotSeedDeal extends HubSpotSeedRecord {
  readonly contactIds?: readonly string[];
  /** The first is the primary company. */
  readonly companyIds?: readonly string[];
}

/** An association the shorthands above cannot say; unlabelled (default type) in both directions. */
export interface HubSpotSeedAssociation {
  readonly from: { readonly type: HubSpotObjectType; readonly id: string };
  readonly to: { readonly type: HubSpotObjectType; readonly id: string };
}

export type HubSpotObjectType = 'contacts' | 'companies' | 'deals' | 'tasks' | 'notes';

/**
 * Order does not matter: associations are made after all records exist. The stand-in refuses a seed
 * with an unknown property, a value of the wrong type, an id used twice or an id that is not there.
 */
export interface HubSpotSeed {
  readonly owners?: readonly HubSpotSeedOwner[];
  readonly companies?: readonly HubSpotSeedRecord[];
  readonly contacts?: readonly HubSpotSeedContact[];
  readonly deals?: readonly HubSpotSeedDeal[];
  readonly associations?: readonly HubSpotSeedAssociation[];
}
