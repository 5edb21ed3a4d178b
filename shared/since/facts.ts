/** Facts about a company that can be told apart from what they were. */
import { currentRegistrations } from '../company/register.ts';
import type { FactChange } from '../contract/since.ts';
import type { Evidence, EvidenceOf } from '../evidence/evidence.ts';
import { type EvidenceSet, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import { plainText } from '../narrative/plain-text.ts';

type FactName = FactChange['fact'];

interface Fact {
  readonly name: FactName;
  /** Facts are compared where this is the same: what counted otherwise is no change. */
  readonly key: string;
  readonly value: string | number;
  readonly evidenceId: string;
}

/** What is different, in one order. A fact that one of the two does not know is no change. */
export function changedFacts(earlier: EvidenceSet, now: EvidenceSet): Omit<FactChange, 'text'>[] {
  const before = new Map(factsOf(earlier).map((fact) => [fact.key, fact]));
  return factsOf(now).flatMap(({ name, key, value, evidenceId }) => {
    const was = before.get(key);
    if (!was || isSame(was.value, value)) return [];
    return [
      {
        kind: 'fact' as const,
        fact: name,
        from: was.value,
        to: value,
        evidenceIds: [evidenceId],
        earlierIds: [was.evidenceId],
      },
    ];
  });
}

function isSame(one: string | number, other: string | number): boolean {
  if (typeof one === 'number' || typeof other === 'number') return one === other;
  return one.localeCompare(other, 'en', { sensitivity: 'base' }) === 0;
}

function factsOf(set: EvidenceSet): Fact[] {
  const facts: Fact[] = [];
  const add = (name: FactName, { id }: Evidence, value: string | number, key: string = name) => {
    if (value !== '') facts.push({ name, key, value, evidenceId: id });
  };
  const [entry] = currentRegistrations(set);
  if (entry) {
    add('status', entry, entry.value.status, `status ${entry.value.number}`);
    add('registered-name', entry, plainText(entry.value.legalName, 120));
    add('town', entry, plainText(entry.value.locality ?? '', 60));
  }
  for (const basis of ['accounts', 'stated'] as const) {
    const counted = newestOf(set, 'headcount', ({ value }) => value.basis === basis);
    if (counted && counted.value.minimum === counted.value.maximum) {
      add('headcount', counted, counted.value.minimum, `headcount ${basis}`);
    }
  }
  const site = newestOf(set, 'website', ({ source }) => source.type === 'public');
  if (site?.source.type === 'public' && URL.canParse(site.source.url)) {
    add('website', site, new URL(site.source.url).hostname.replace(/^www\./, ''));
  }
  const parent = newestOf(set, 'parent-company', ({ value }) => value.relation === 'ultimate');
  if (parent) add('parent', parent, plainText(parent.value.name, 120));
  for (const board of ofKind(set, 'open-jobs')) {
    add('open-roles', board, board.value.total, `open-roles ${board.id}`);
  }
  return facts;
}

function newestOf<K extends Evidence['kind']>(
  set: EvidenceSet,
  kind: K,
  fits: (item: EvidenceOf<K>) => boolean,
): EvidenceOf<K> | undefined {
  return newestFirst(ofKind(set, kind).filter(fits))[0];
}
