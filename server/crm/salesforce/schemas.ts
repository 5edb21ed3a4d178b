import type { OrgSchema } from './schema.ts';

/** Schemas of orgs in this process's memory; shared by everything that calls them. */
export interface SalesforceSchemas {
  /**
   * The org's schema: as it is known, else read. One that has grown old is still given, and read anew
   * behind the caller's back, so that nobody waits for it.
   */
  get(orgId: string, read: () => Promise<OrgSchema>): Promise<OrgSchema>;
  /** Reads it anew. */
  renew(orgId: string, read: () => Promise<OrgSchema>): Promise<OrgSchema>;
  /** What is known now; null before it was read. */
  known(orgId: string): OrgSchema | null;
}

/** An administrator who changes field-level security sees it here after this long. */
const defaultMaximumAgeMs = 10 * 60_000;

export function createSalesforceSchemas(
  options: { readonly maximumAgeMs?: number; readonly now?: () => number } = {},
): SalesforceSchemas {
  const { maximumAgeMs = defaultMaximumAgeMs, now = () => performance.now() } = options;
  const kept = new Map<string, { readonly schema: OrgSchema; readonly readAt: number }>();
  const underWay = new Map<string, Promise<OrgSchema>>();

  async function load(orgId: string, read: () => Promise<OrgSchema>): Promise<OrgSchema> {
    try {
      const schema = await read();
      kept.set(orgId, { schema, readAt: now() });
      return schema;
    } finally {
      underWay.delete(orgId);
    }
  }

  function renew(orgId: string, read: () => Promise<OrgSchema>): Promise<OrgSchema> {
    const loading = underWay.get(orgId) ?? load(orgId, read);
    underWay.set(orgId, loading);
    return loading;
  }

  return {
    async get(orgId, read) {
      const found = kept.get(orgId);
      if (!found) return renew(orgId, read);
      if (now() - found.readAt > maximumAgeMs) {
        // The old one still serves, and the next caller tries again.
        renew(orgId, read).catch(() => undefined);
      }
      return found.schema;
    },
    renew,
    known: (orgId) => kept.get(orgId)?.schema ?? null,
  };
}
