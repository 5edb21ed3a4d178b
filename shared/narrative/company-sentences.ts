/** Which facts of the company are worth a sentence. How it is said is the language's: `shared/language/`. */
import {
  accountsTypeOf,
  currentRegistrations,
  currentTrouble,
  standingOf,
} from '../company/register.ts';
import type { Evidence, EvidenceOf } from '../evidence/evidence.ts';
import { type EvidenceSet, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import { harmless, money, type Sentence, sentenceFrom } from './sentence.ts';

/** What speaks against the company by the register. */
export function warningSentence(set: EvidenceSet): Sentence | null {
  const trouble = currentTrouble(set);
  const striking = currentRegistrations(set).filter(({ value }) => value.strikeOffProposed);
  if (!trouble && striking.length === 0) return null;
  const dated: Evidence | undefined = newestFirst<Evidence>([
    ...striking,
    ...set.all.filter(({ id }) => trouble?.evidenceIds.includes(id)),
  ])[0];
  const ids = [...(trouble?.evidenceIds ?? []), ...striking.map(({ id }) => id)];
  return {
    text: set.words.summary.warning(
      trouble?.words ?? null,
      striking.length > 0,
      dated?.observedAt ?? '',
    ),
    evidenceIds: [...new Set(ids)],
  };
}

export function overdueSentence(set: EvidenceSet): Sentence | null {
  const { summary } = set.words;
  const accounts = ofKind(set, 'accounts').find(({ value }) => value.overdue);
  if (accounts) {
    return sentenceFrom(summary.accountsOverdue(accounts.value.nextDueOn), accounts);
  }
  const statement = ofKind(set, 'confirmation-statement').find(({ value }) => value.overdue);
  return statement
    ? sentenceFrom(summary.statementOverdue(statement.value.nextDueOn), statement)
    : null;
}

export function registerSentence(set: EvidenceSet): Sentence | null {
  const entry = newestFirst(currentRegistrations(set))[0];
  const accounts = newestFirst(ofKind(set, 'accounts'))[0];
  const isActive = entry !== undefined && standingOf(entry.value.status) === 'active';
  const isOnTime = accounts !== undefined && !accounts.value.overdue;
  if (!isActive && !isOnTime) return null;
  const type = accounts?.value.accountsType ?? null;
  return {
    text: set.words.summary.register(
      isActive ? { incorporatedOn: entry.value.incorporatedOn } : null,
      isOnTime ? { type: type === null ? null : accountsTypeOf(type) } : null,
    ),
    evidenceIds: [...(isActive ? [entry.id] : []), ...(isOnTime ? [accounts.id] : [])],
  };
}

/** What the last accounts state: turnover where they do, else net assets or cash. */
export function figuresSentence(set: EvidenceSet): Sentence | null {
  const filed = newestFirst(ofKind(set, 'financials'))[0];
  if (!filed) return null;
  const { value } = filed;
  for (const name of ['turnover', 'netAssets', 'cash'] as const) {
    const figure = value[name];
    if (figure === null) continue;
    const current = money(set, figure.current, value.currency);
    if (current === null) continue;
    const previous = figure.previous === null ? null : money(set, figure.previous, value.currency);
    return sentenceFrom(
      set.words.summary.figures({ name, current, previous, periodEnd: value.periodEnd }),
      filed,
    );
  }
  return null;
}

/** What the company says of itself comes before what others noted of it. */
const reliability = { stated: 0, accounts: 1, crm: 2, 'accounts-type': 3 } as const;

function mostReliable<K extends 'headcount' | 'revenue'>(
  set: EvidenceSet,
  kind: K,
): EvidenceOf<K> | undefined {
  return newestFirst<EvidenceOf<'headcount' | 'revenue'>>(ofKind(set, kind)).sort(
    (a, b) => reliability[a.value.basis] - reliability[b.value.basis],
  )[0] as EvidenceOf<K> | undefined;
}

export function sizeSentence(set: EvidenceSet): Sentence | null {
  const headcount = mostReliable(set, 'headcount');
  const revenue = mostReliable(set, 'revenue');
  const earned = revenue ? money(set, revenue.value.amount, revenue.value.currency) : null;
  const isEarned = earned !== null && (revenue?.value.amount ?? -1) >= 0;
  if (!headcount && !isEarned) return null;
  const { text, summary } = set.words;
  const people = headcount
    ? {
        people: text.people(headcount.value.minimum, headcount.value.maximum),
        basis: headcount.value.basis,
      }
    : null;
  return {
    text: summary.size(people, isEarned ? earned : null),
    evidenceIds: [
      ...(headcount ? [headcount.id] : []),
      ...(isEarned && revenue ? [revenue.id] : []),
    ],
  };
}

export function industrySentence(set: EvidenceSet): Sentence | null {
  for (const item of newestFirst(ofKind(set, 'industry'))) {
    const name = harmless(set, item.value.name);
    if (name !== null) return sentenceFrom(set.words.summary.industry(name), item);
  }
  return null;
}

export function placeSentence(set: EvidenceSet): Sentence | null {
  const place = newestFirst(ofKind(set, 'location'))[0];
  if (!place) return null;
  const name = set.words.text.country(place.value.country);
  if (!/^[\p{L}\p{M}'’() .-]{4,50}$/u.test(name)) return null;
  return sentenceFrom(set.words.summary.place(name), place);
}

export function parentSentence(set: EvidenceSet): Sentence | null {
  for (const item of newestFirst(ofKind(set, 'parent-company'))) {
    const name = harmless(set, item.value.name);
    if (name !== null)
      return sentenceFrom(set.words.summary.parent(item.value.relation, name), item);
  }
  return null;
}

/** One technology; names with anything but letters are left to the signals. */
export function technologySentence(set: EvidenceSet): Sentence | null {
  for (const item of newestFirst(ofKind(set, 'technology'))) {
    const name = harmless(set, item.value.name);
    if (name !== null) return sentenceFrom(set.words.summary.technology(name), item);
  }
  return null;
}

/** What the register has against the company: nothing, or charges. */
export function standingSentence(set: EvidenceSet): Sentence | null {
  const says = set.words.score.financial;
  const insolvency = newestFirst(ofKind(set, 'insolvency'))[0];
  const charges = newestFirst(ofKind(set, 'charges'))[0];
  const told: { text: string; id: string }[] = [];
  if (insolvency?.value.procedure === null) {
    const text = insolvency.value.inHistory ? says.insolvencyInHistory : says.noInsolvency;
    told.push({ text, id: insolvency.id });
  }
  if (charges) {
    told.push({ text: charges.value.registered ? says.charges : says.noCharges, id: charges.id });
  }
  const [first, second] = told;
  if (!first) return null;
  const rest = second ? `; ${second.text.charAt(0).toLowerCase()}${second.text.slice(1)}` : '';
  return { text: `${first.text}${rest}.`, evidenceIds: told.map(({ id }) => id) };
}

/** What can be said of any evidence at all: that it is there, and its date. */
export function plainSentence({ words }: EvidenceSet, item: Evidence): Sentence {
  return sentenceFrom(words.summary.onRecord(item.kind, item.observedAt), item);
}
