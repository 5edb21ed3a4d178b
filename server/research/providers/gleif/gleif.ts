/**
 * GLEIF: legal entities of the whole world, and who consolidates whom. Only companies that deal in
 * securities or report to a regulator have an entry, so finding none says nothing about a company.
 */
import { countryName } from '../../../../shared/company/country.ts';
import { publicSources } from '../../../../shared/evidence/attribution.ts';
import type { Evidence } from '../../../../shared/evidence/evidence.ts';
import { plainText } from '../../../../shared/narrative/plain-text.ts';
import type { Runtime } from '../../../runtime.ts';
import { digestOf } from '../../marks.ts';
import type { Dated } from '../../sources.ts';
import { namesOf, type SettledCompany, type Supplement } from '../../supplement.ts';
import { askJson, type LimitedJsonSource, lookAtJson } from '../json-source.ts';
import { chooseEntity, countryOfEntity } from './choose.ts';
import { type LeiRecord, leiRecords, oneLeiRecord } from './schema.ts';

export interface GleifOptions {
  readonly source: LimitedJsonSource;
  readonly baseUrl: string;
  readonly deadlineMs: number;
  readonly runtime: Runtime;
}

const dayMs = 86_400_000;
const label = publicSources.gleif.label;
/** JSON:API has a media type of its own. */
const headers = { accept: 'application/vnd.api+json' };

const relations = ['direct', 'ultimate'] as const;
type Relation = (typeof relations)[number];

export function createGleif({ source, baseUrl, deadlineMs, runtime }: GleifOptions): Supplement {
  const dated = <T>(value: T): Dated<T> => ({ value, retrievedAt: runtime.now().toISOString() });

  const search = (filter: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams({ ...filter, 'page[size]': '10' });
    return {
      key: `gleif:search:${query}`,
      deadlineMs,
      ttlMs: (found: Dated<LeiRecord[]>) => (found.value.length === 0 ? dayMs : 7 * dayMs),
      load: async (signal: AbortSignal) => {
        const url = `${baseUrl}/api/v1/lei-records?${query}`;
        return dated((await askJson(source, url, leiRecords, { signal, headers }))?.data ?? []);
      },
      mark: ({ value }: Dated<LeiRecord[]>) => editionOf(value),
    };
  };

  const parent = (lei: string, relation: Relation) => ({
    key: `gleif:${relation}-parent:${lei}`,
    deadlineMs,
    ttlMs: () => 7 * dayMs,
    load: async (signal: AbortSignal) => {
      const url = `${baseUrl}/api/v1/lei-records/${lei}/${relation}-parent`;
      return dated((await askJson(source, url, oneLeiRecord, { signal, headers }))?.data ?? null);
    },
  });

  return {
    id: 'gleif',
    looks: [
      {
        prefix: 'gleif:search:',
        look: (query, known, signal) =>
          lookAtJson(
            source,
            `${baseUrl}/api/v1/lei-records?${query}`,
            leiRecords,
            { signal, headers },
            known,
            (answer) => editionOf(answer?.data ?? []),
          ),
      },
    ],
    start:
      (_subject, { ask, failure }) =>
      async (company) => {
        const found = await ask(search(filterFor(company)));
        const record = found ? chooseEntity(company, found.value) : null;
        if (!found || !record) {
          return {
            evidence: [],
            verdict: failure() ?? { status: 'empty', detail: 'No entry is surely this company.' },
          };
        }
        const parents = await Promise.all(
          relations.map(async (relation) => {
            if (!namesParent(record, relation)) return null;
            const answer = await ask(parent(record.attributes.lei, relation));
            return answer?.value ? { relation, ...answer, value: answer.value } : null;
          }),
        );
        const known = parents.filter((item) => item !== null);
        // A direct parent that is the last one too is told once.
        const [direct, ultimate] = known;
        const same = direct?.value.attributes.lei === ultimate?.value.attributes.lei;
        const told = known.length === 2 && same ? known.slice(1) : known;
        const { name } = record.attributes.entity.legalName;
        return {
          evidence: [
            entityEvidence(record, found.retrievedAt),
            ...told.map(({ relation, value, retrievedAt }) =>
              parentEvidence(record, relation, value, retrievedAt),
            ),
          ],
          verdict: {
            status: 'found',
            detail: `${plainText(name, 120)}, LEI ${record.attributes.lei}.${failure() ? ` Not everything could be read: ${failure()?.detail}` : ''}`,
          },
        };
      },
  };
}

/** Entries with the time at which each was changed last. */
function editionOf(records: readonly LeiRecord[]): string {
  return digestOf(
    records.map(({ attributes: { lei, registration } }) => [lei, registration?.lastUpdateDate]),
  );
}

/** By number where one is known: that is exact. */
function filterFor(company: SettledCompany): Record<string, string> {
  const number = company.register?.profile.value.company_number;
  if (number) return { 'filter[entity.registeredAs]': number };
  const name = (namesOf(company)[0] ?? company.subject.domain ?? '').slice(0, 160);
  return { 'filter[entity.legalName]': name };
}

/** A parent without an entry has a reporting exception instead of a record to ask for. */
function namesParent(record: LeiRecord, relation: Relation): boolean {
  return record.relationships?.[`${relation}-parent`]?.links['lei-record'] !== undefined;
}

function entityEvidence({ attributes }: LeiRecord, retrievedAt: string): Evidence {
  const { entity, lei } = attributes;
  const name = plainText(entity.legalName.name, 160);
  const country = countryOfEntity(entity);
  return {
    id: `gleif:legal-entity:${lei}`,
    kind: 'legal-entity',
    value: {
      lei,
      legalName: name,
      status: entity.status ?? 'unknown',
      country,
      registeredAs: entity.registeredAs ? plainText(entity.registeredAs, 40) || null : null,
    },
    source: sourceOf(lei),
    observedAt: retrievedAt,
    retrievedAt,
    text: `${name} is a legal entity${country ? ` in ${countryName(country)}` : ''}, LEI ${lei}.`,
  };
}

function parentEvidence(
  child: LeiRecord,
  relation: Relation,
  { attributes }: LeiRecord,
  retrievedAt: string,
): Evidence {
  const name = plainText(attributes.entity.legalName.name, 160);
  const country = countryOfEntity(attributes.entity);
  return {
    id: `gleif:parent-company:${child.attributes.lei}-${relation}`,
    kind: 'parent-company',
    value: { relation, name, lei: attributes.lei, country },
    source: sourceOf(child.attributes.lei),
    observedAt: retrievedAt,
    retrievedAt,
    text: `Its ${relation === 'ultimate' ? 'ultimate parent' : 'direct parent'} company is ${name}${country ? ` in ${countryName(country)}` : ''}.`,
  };
}

const sourceOf = (lei: string) => ({
  type: 'public' as const,
  provider: 'gleif',
  label,
  url: `https://search.gleif.org/#/record/${lei}`,
});
