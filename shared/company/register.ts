/** What a company register's words mean. */
import type { EvidenceOf } from '../evidence/evidence.ts';
import { type EvidenceSet, latest, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import type { AccountsType, FilingTopic, Procedure, ReportTopic } from '../language/words.ts';
import { table } from '../table.ts';

/** `closed`: no longer a company. `insolvent`: being wound up, rescued or administered. */
type Standing = 'active' | 'insolvent' | 'closed' | 'unknown';

/**
 * Company status values, as Companies House enumerates them.
 * @see https://github.com/companieshouse/api-enumerations/blob/master/constants.yml
 */
const standings: ReadonlyMap<string, Standing> = new Map([
  ['active', 'active'],
  ['open', 'active'],
  ['registered', 'active'],
  ['liquidation', 'insolvent'],
  ['receivership', 'insolvent'],
  ['administration', 'insolvent'],
  ['voluntary-arrangement', 'insolvent'],
  ['insolvency-proceedings', 'insolvent'],
  ['dissolved', 'closed'],
  ['closed', 'closed'],
  ['converted-closed', 'closed'],
  ['removed', 'closed'],
]);

/** Reads a register's status in any case and with spaces or hyphens; `unknown` for other words. */
export function standingOf(status: string): Standing {
  return standings.get(status) ?? standings.get(slug(status)) ?? 'unknown';
}

/** The newest entry of each register and number. */
export function currentRegistrations(set: EvidenceSet): readonly EvidenceOf<'registration'>[] {
  const all = ofKind(set, 'registration');
  if (all.length < 2) return all;
  const seen = new Set<string>();
  return newestFirst(all).filter(({ value }) => {
    const key = `${value.registry} ${value.number}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** Why a company is winding up or gone, as the register shows it. */
interface Trouble {
  readonly type: 'dissolved' | 'insolvency';
  /** "in liquidation", "dissolved", in the words of the evidence. */
  readonly words: string;
  readonly evidenceIds: string[];
  readonly date: string;
}

const procedures = table<Procedure>({
  liquidation: 'liquidation',
  receivership: 'receivership',
  administration: 'administration',
  'voluntary-arrangement': 'voluntary-arrangement',
  'insolvency-proceedings': 'insolvency-proceedings',
  dissolved: 'dissolved',
  closed: 'closed',
  'converted-closed': 'converted-closed',
  removed: 'removed',
});

/** Whether the company is dissolved or in an insolvency procedure now; a past one does not count. */
export function currentTrouble(set: EvidenceSet): Trouble | null {
  const says = set.words.register.procedures;
  let trouble: Trouble | null = null;
  for (const { id, value, observedAt } of currentRegistrations(set)) {
    const standing = standingOf(value.status);
    if (standing !== 'closed' && standing !== 'insolvent') continue;
    const type = standing === 'closed' ? 'dissolved' : 'insolvency';
    if (trouble && (trouble.type === 'dissolved' || type === 'insolvency')) continue;
    trouble = {
      type,
      words: says[procedures[slug(value.status)] ?? 'insolvency-proceedings'],
      evidenceIds: [id],
      date: observedAt,
    };
  }
  const cases = ofKind(set, 'insolvency').filter((item) => item.value.procedure !== null);
  if (cases.length === 0) return trouble;
  const procedure = newestFirst(cases)[0]?.value.procedure ?? '';
  const ids = cases.map((item) => item.id);
  const dates = cases.map((item) => item.observedAt);
  if (trouble) {
    return {
      ...trouble,
      evidenceIds: [...trouble.evidenceIds, ...ids],
      date: latest([trouble.date, ...dates]),
    };
  }
  return {
    type: 'insolvency',
    words: says[procedures[slug(procedure)] ?? 'insolvency-procedure'],
    evidenceIds: ids,
    date: latest(dates),
  };
}

/**
 * Reads a filing by the register's category and form number. Changes of an officer's details (CH01)
 * are routine; only SH01, the return of allotment, says that shares were issued.
 * @see https://github.com/companieshouse/api-enumerations/blob/master/filing_history_descriptions.yml
 */
export function filingTopic({
  category,
  type,
  description,
}: EvidenceOf<'filing'>['value']): FilingTopic | null {
  if (category === 'capital') {
    return type === 'SH01' || description.startsWith('capital-allotment') ? 'capital' : null;
  }
  if (category === 'officers' || category === 'officer') {
    if (type.startsWith('AP') || description.startsWith('appoint')) return 'officer-appointed';
    if (type.startsWith('TM') || description.startsWith('terminat')) return 'officer-left';
    return null;
  }
  if (category === 'mortgage') {
    return type.startsWith('MR01') || type === 'MG01' || description.startsWith('mortgage-create')
      ? 'charge'
      : null;
  }
  if (category === 'address') return 'address';
  if (category === 'change-of-name') return 'name';
  return null;
}

/**
 * What a filing at the SEC tells a seller; null for one of another source. Form D reports securities sold
 * without registration and names no round.
 */
export function reportTopic({
  category,
  description,
}: EvidenceOf<'filing'>['value']): ReportTopic | null {
  if (category !== 'sec-edgar') return null;
  if (description === 'exempt-offering') return 'private-offering';
  if (description === 'officers-changed') return 'officers-changed';
  return description === 'acquisition-completed' ? 'acquisition' : null;
}

/** By the register's own word. */
const accountsTypes = table<AccountsType>({
  'micro-entity': 'micro-entity',
  small: 'small-company',
  'small-company': 'small-company',
  'small-full': 'small-company',
  medium: 'medium',
  full: 'full',
  group: 'group',
  dormant: 'dormant',
  initial: 'initial',
  'interim-accounts': 'interim',
  abbreviated: 'abbreviated',
  'unaudited-abridged': 'unaudited-abridged',
  'audited-abridged': 'audited-abridged',
  'total-exemption-full': 'total-exemption-full',
  'total-exemption-small': 'total-exemption-small',
  'partial-exemption': 'partial-exemption',
  'audit-exemption-subsidiary': 'audit-exempt-subsidiary',
  'filing-exemption-subsidiary': 'filing-exempt-subsidiary',
});

/** The kind of accounts that the register's word means; null for one we cannot name. */
export function accountsTypeOf(type: string): AccountsType | null {
  return accountsTypes[type] ?? null;
}

function slug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
}
