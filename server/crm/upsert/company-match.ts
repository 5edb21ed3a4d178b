import type { Match } from './desk.ts';
import type { FoundRecord, Identity } from './entity.ts';

/**
 * The companies that could be meant, among those that a CRM gave for the domain or the name: whoever has
 * the domain, else whoever has the name and no website that says it is another company.
 */
export function companyMatch(
  { domain, name }: Pick<Identity, 'domain' | 'name'>,
  found: readonly FoundRecord[],
): Match {
  const byDomain = domain === null ? [] : found.filter((one) => one.domain === domain);
  if (byDomain.length > 0) return { ok: true, by: 'domain', records: byDomain };
  const wanted = name?.toLowerCase() ?? null;
  const byName = found.filter(
    (one) =>
      wanted !== null &&
      one.name?.trim().toLowerCase() === wanted &&
      (domain === null || one.domain === null),
  );
  return { ok: true, by: 'name', records: byName };
}
