/** Records that must not be researched at all: decided before anything leaves the house. */
import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { getHostname } from 'tldts';
import type { CrmValue } from '../../shared/plan/plan.ts';
import type { TenantSettings } from '../../shared/tenant/settings.ts';
import type { CrmRecord } from '../crm/connector.ts';
import type { AppError } from '../errors.ts';
import type { CompanyPick } from '../research/subject.ts';
import type { TenantTransaction } from '../store/database.ts';
import { getEntityMemories } from '../store/entity-mappings.ts';
import { getSettings } from '../store/organizations.ts';
import type { TenantContext } from './context.ts';
import { optedOut, recordErased, suppressed } from './errors.ts';
import { withReadFacts } from './read-facts.ts';
import type { Tenant } from './service.ts';

/**
 * Why a record is refused; null when it may be researched.
 * @param pick the company a person chose for it
 */
export function refusalOf(
  settings: Pick<TenantSettings, 'suppression'>,
  record: CrmRecord,
  pick: CompanyPick | null,
): AppError | null {
  const email = record.person?.email ?? null;
  const domains = [record.company?.domain, pick?.domain];
  if (isSuppressed(settings.suppression, { recordId: record.ref.id, email, domains })) {
    return suppressed();
  }
  return record.person?.optedOut ? optedOut() : null;
}

export interface SuppressionQuestion {
  readonly recordId: string | null;
  readonly email: string | null;
  /** Domains or websites as somebody typed them. */
  readonly domains: readonly (string | null | undefined)[];
}

/** Whether the list names the record, the address, or a domain of theirs. */
export function isSuppressed(
  suppression: TenantSettings['suppression'],
  { recordId, email, domains }: SuppressionQuestion,
): boolean {
  const address = email?.trim().toLowerCase() ?? null;
  const list = readyList(suppression);
  return (
    (recordId !== null && list.recordIds.has(recordId)) ||
    (address !== null && list.emailHashes.size > 0 && list.emailHashes.has(emailHash(address))) ||
    (list.domains.size > 0 &&
      [address, ...domains].map(hostOf).some((host) => isWithin(host, list.domains)))
  );
}

interface ReadyList {
  readonly recordIds: ReadonlySet<string>;
  readonly emailHashes: ReadonlySet<string>;
  readonly domains: ReadonlySet<string>;
}

const readyLists = new WeakMap<TenantSettings['suppression'], ReadyList>();

/** A list is read once, however many records are looked up in it. */
function readyList(suppression: TenantSettings['suppression']): ReadyList {
  const known = readyLists.get(suppression);
  if (known) return known;
  const list = {
    recordIds: new Set(suppression.recordIds),
    emailHashes: new Set(suppression.emailHashes),
    domains: new Set(suppression.domains.map(hostOf).filter((domain) => domain !== null)),
  };
  readyLists.set(suppression, list);
  return list;
}

/** A record as it was read. */
export interface Candidate {
  readonly record: CrmRecord;
  /** The company a person chose for it now; null takes the one that was chosen earlier. */
  readonly pick: CompanyPick | null;
}

/** A record as it was read, and with what the tenant's mappings take out of other fields. */
export function bothReadings(
  context: Pick<TenantContext, 'readings'>,
  {
    record,
    pick,
    lastWritten,
  }: Candidate & { readonly lastWritten: Readonly<Record<string, CrmValue>> },
): Candidate[] {
  const withFacts = withReadFacts(record, context.readings(record.ref.object), lastWritten);
  return distinctReadings(record, withFacts, pick);
}

/** Most records are read the same either way. */
export function distinctReadings(
  asRead: CrmRecord,
  withFacts: CrmRecord,
  pick: CompanyPick | null,
): Candidate[] {
  return [...new Set([asRead, withFacts])].map((record) => ({ record, pick }));
}

/**
 * Which records of one object are refused as things stand now, by record id: somebody may have been
 * suppressed or erased since they were read. Asked before a model is, and in the transaction that
 * commits a write.
 */
export async function refusalsNow(
  trx: TenantTransaction,
  tenant: Tenant,
  candidates: readonly Candidate[],
): Promise<Map<string, AppError>> {
  const refusals = new Map<string, AppError>();
  const [first] = candidates;
  if (!first) return refusals;
  const settings = await getSettings(trx, tenant.organizationId);
  const ids = [...new Set(candidates.map(({ record }) => record.ref.id))];
  const memories = await getEntityMemories(trx, tenant, first.record.ref.object, ids);
  for (const { record, pick } of candidates) {
    const memory = memories.get(record.ref.id);
    const refusal =
      memory?.life === 'erased'
        ? recordErased()
        : refusalOf(settings, record, pick ?? memory?.pick ?? null);
    if (refusal) refusals.set(record.ref.id, refusal);
  }
  return refusals;
}

/** What the suppression list keeps of an e-mail address. */
export function emailHash(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
}

/** The host of a domain, URL or e-mail address as somebody typed it, in ASCII form. */
export function hostOf(typed: string | null | undefined): string | null {
  const host = getHostname(typed?.trim().toLowerCase() ?? '');
  if (!host) return null;
  return (domainToASCII(host) || host).replace(/^www\./, '');
}

function isWithin(host: string | null, domains: ReadonlySet<string>): boolean {
  const labels = host?.split('.') ?? [];
  return labels.some((_, index) => domains.has(labels.slice(index).join('.')));
}
