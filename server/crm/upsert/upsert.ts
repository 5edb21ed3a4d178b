/**
 * Creates or updates contacts and companies by data, in as few calls as their number allows: contacts
 * are located first, then companies come about, then contacts with their companies. Within one call
 * nobody is made twice; between calls the caller lets one go after the other.
 */
import type { UpsertDesk } from './desk.ts';
import type {
  CompanyOutcome,
  EntityObject,
  FoundRecord,
  NotUpserted,
  UpsertEntity,
  UpsertOutcome,
  UpsertOutcomes,
  UpsertRules,
} from './entity.ts';
import { isSame, type Job, type Located, locate } from './locate.ts';
import { type Made, remember, roundsOf } from './rounds.ts';
import { belongsElsewhere, type Item, type Knowledge, type Settled, settle } from './settle.ts';

/** An outcome for every entity. @throws what `rules.known` throws, before anything of its round was written */
export type UpsertRecords = (
  entities: readonly UpsertEntity[],
  rules: UpsertRules,
) => Promise<UpsertOutcomes>;

export function createUpserter(desk: UpsertDesk): UpsertRecords {
  return async (entities, rules) => {
    const outcomes = new Map<string, UpsertOutcome>();
    const made: Made = new Map();
    const companies = entities.filter(({ identity }) => identity.object === 'company');
    for (const [key, outcome] of await upsertCompanies(desk, rules, companies.map(toJob), made)) {
      if (outcome !== 'elsewhere') outcomes.set(key, withCompany(outcome, null));
    }
    const contacts = new Map(
      entities
        .filter(({ identity }) => identity.object === 'contact')
        .map((contact) => [contact.key, contact]),
    );
    for (const round of roundsOf([...contacts.values()].map(toJob), made)) {
      const settled = await upsertContacts(desk, rules, round, contacts, made);
      for (const job of round) {
        const outcome = settled.get(job.key);
        if (!outcome) continue;
        outcomes.set(job.key, outcome);
        remember(made, job, outcome);
      }
    }
    return outcomes;
  };
}

function toJob({ key, identity, values, recordId }: UpsertEntity): Job {
  return { key, identity, values, recordId, isTied: false };
}

async function upsertContacts(
  desk: UpsertDesk,
  rules: UpsertRules,
  jobs: readonly Job[],
  contacts: ReadonlyMap<string, UpsertEntity>,
  made: Made,
): Promise<Map<string, UpsertOutcome>> {
  const { items, knowledge, refused } = await admitted(desk, rules, 'contact', jobs);
  const companyJobs = new Map(
    items.flatMap(({ job, found }) => {
      const companyJob = companyJobOf(contacts.get(job.key), found);
      return companyJob ? [[job.key, companyJob] as const] : [];
    }),
  );
  // Contacts that say the same of a company speak of one.
  const distinct = new Map([...companyJobs.values()].map((job) => [job.key, job]));
  const companies = await upsertCompanies(desk, rules, [...distinct.values()], made);
  const companyOf = (contactKey: string) =>
    companies.get(companyJobs.get(contactKey)?.key ?? '') ?? null;

  const withCompanies = items.map((item) => ({
    ...item,
    companyId: idOf(companyOf(item.job.key)),
  }));
  const settled = await settle(desk, rules, 'contact', withCompanies, knowledge);
  const outcomes = [...settled].map(([key, outcome]): [string, UpsertOutcome] => {
    const company = companyOf(key);
    if (company !== 'elsewhere') return [key, withCompany(outcome, company)];
    return [key, withCompany(stayedElsewhere(outcome), null)];
  });
  return new Map([...refused, ...outcomes]);
}

function companyJobOf(contact: UpsertEntity | undefined, found: FoundRecord | null): Job | null {
  if (!contact?.company) return null;
  const recordId = found?.companyId ?? null;
  const { identity, values } = contact.company;
  const key = JSON.stringify([recordId, identity, values]);
  return { key, identity, values, recordId, isTied: recordId !== null };
}

/** In rounds, so that companies which may be one are not made side by side. */
async function upsertCompanies(
  desk: UpsertDesk,
  rules: UpsertRules,
  jobs: readonly Job[],
  made: Made,
): Promise<Map<string, Settled | 'elsewhere'>> {
  const outcomes = new Map<string, Settled | 'elsewhere'>();
  for (const round of roundsOf(jobs, made)) {
    const { items, knowledge, refused } = await admitted(desk, rules, 'company', round);
    for (const [key, outcome] of refused) outcomes.set(key, outcome);
    const meant = items.filter(({ job, found }) => {
      const isOther = job.isTied && (found === null || !isSame(job.identity, found));
      if (isOther) outcomes.set(job.key, 'elsewhere');
      return !isOther;
    });
    const settled = await settle(desk, rules, 'company', meant, knowledge);
    for (const { job } of meant) {
      const outcome = settled.get(job.key);
      if (!outcome) continue;
      outcomes.set(job.key, outcome);
      remember(made, job, outcome);
    }
  }
  return outcomes;
}

interface Admitted {
  readonly items: readonly Item[];
  readonly knowledge: Knowledge;
  /** What could not be located, or must not be touched. */
  readonly refused: ReadonlyMap<string, NotUpserted>;
}

async function admitted(
  desk: UpsertDesk,
  rules: UpsertRules,
  object: EntityObject,
  jobs: readonly Job[],
): Promise<Admitted> {
  const places = [...rules.mapping(object), ...desk.fields(object)];
  const fields = [...new Set(places.map(({ crmField }) => crmField))];
  const located = await locate(desk, object, jobs, fields);
  const records = [...located.values()].flatMap((one) => (one.ok && one.found ? [one.found] : []));
  const knowledge: Knowledge = records.length === 0 ? new Map() : await rules.known(records);
  const refused = new Map<string, NotUpserted>();
  const items = jobs.flatMap((job): Item[] => {
    const place = located.get(job.key);
    const refusal = place && refusalOf(place, knowledge);
    if (refusal) refused.set(job.key, refusal);
    if (!place?.ok || refusal) return [];
    return [{ job, found: place.found, by: place.by, companyId: null }];
  });
  return { items, knowledge, refused };
}

function refusalOf(place: Located, knowledge: Knowledge): NotUpserted | null {
  if (!place.ok) return place.outcome;
  const error = place.found && knowledge.get(place.found.ref.id)?.refusal;
  return error ? { status: 'failed', error } : null;
}

function withCompany(outcome: Settled, company: CompanyOutcome): UpsertOutcome {
  return 'record' in outcome ? { ...outcome, company } : outcome;
}

function stayedElsewhere(outcome: Settled): Settled {
  if (!('record' in outcome)) return outcome;
  const left = { label: 'Company', reason: belongsElsewhere };
  return { ...outcome, left: [...outcome.left, left] };
}

function idOf(company: Settled | 'elsewhere' | null): string | null {
  return company !== null && company !== 'elsewhere' && 'record' in company
    ? company.record.id
    : null;
}
