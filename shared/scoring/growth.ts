/**
 * Growth, added up from what happened: open jobs, share issues, expansion, changes at the top, news.
 * An empty job board is evidence of no hiring, so it makes growth known and low. Filings count by the
 * day they were filed, never by when we looked.
 */
import { currentTrouble, filingTopic } from '../company/register.ts';
import type { EvidenceOf } from '../evidence/evidence.ts';
import { ageInDays, type EvidenceSet, ofKind } from '../evidence/evidence-set.ts';
import { plainText } from '../narrative/plain-text.ts';
import { table } from '../table.ts';
import { longDate } from '../text/dates.ts';
import { counted } from '../text/prose.ts';
import { cappedEntries } from './caps.ts';
import { type Component, knownComponent, type RawPoints, unknownComponent } from './component.ts';
import { decay, type PointSource } from './decay.ts';

/** Points before decay. */
const base = {
  shareIssue: 30,
  jobsAbroad: 10,
  officerChange: 8,
  recentFiling: 8,
  seniorRole: 3,
  freshPosts: 6,
};

const announced = table<{ points: number; cap: PointSource; words: string }>({
  funding: { points: 30, cap: 'funding', words: 'Funding announced' },
  expansion: { points: 20, cap: 'expansion', words: 'Expansion announced' },
  'contract-award': { points: 15, cap: 'announcement', words: 'Contract award announced' },
  product: { points: 10, cap: 'announcement', words: 'New product announced' },
  partnership: { points: 10, cap: 'announcement', words: 'Partnership announced' },
  'leadership-change': {
    points: 8,
    cap: 'leadership-change',
    words: 'Change of leadership announced',
  },
  layoffs: { points: -40, cap: 'layoffs', words: 'Job cuts announced' },
});

/** How much of what growth looks for each source covers. */
const coverageOf = { jobs: 0.5, filings: 0.3, announcements: 0.2 };

export function growthComponent(set: EvidenceSet): Component {
  const sorts = new Map<PointSource, RawPoints[]>();
  const add = (sort: PointSource, entry: RawPoints) => {
    const entries = sorts.get(sort);
    if (entries) entries.push(entry);
    else sorts.set(sort, [entry]);
  };
  const jobs = ofKind(set, 'open-jobs');
  for (const board of jobs) {
    add('hiring', hiring(set, board));
    if (board.value.total > 0 && board.value.countries.length > 1) {
      const points = base.jobsAbroad * decay('expansion', ageInDays(set, board.observedAt));
      add('expansion', entry(board, points, 'Open roles in several countries'));
    }
  }
  let newest: EvidenceOf<'filing'> | null = null;
  const told = new Set<string>();
  for (const filing of ofKind(set, 'filing')) {
    if (newest === null || filing.value.filedOn > newest.value.filedOn) newest = filing;
    const topic = filingTopic(filing.value);
    if (topic === 'capital') {
      told.add(filing.id);
      add('funding', dated(set, filing, 'funding', base.shareIssue, 'Return of share allotment'));
    } else if (topic === 'officer-appointed' || topic === 'officer-left') {
      told.add(filing.id);
      const words = topic === 'officer-left' ? 'Officer’s departure' : 'Officer’s appointment';
      add('leadership-change', dated(set, filing, 'leadership-change', base.officerChange, words));
    }
  }
  let announcements = 0;
  for (const item of ofKind(set, 'announcement')) {
    const kind = announced[item.value.topic];
    if (!kind) continue;
    announcements++;
    const points = kind.points * decay('announcement', ageInDays(set, item.observedAt));
    add(kind.cap, entry(item, points, `${kind.words} on ${longDate(item.observedAt)}`));
  }
  const trouble = currentTrouble(set);
  if (sorts.size === 0 && !trouble) {
    return unknownComponent(
      'growth',
      'No job board, share issue, change of officers or announcement was found.',
    );
  }
  // What a document says counts; that it was filed counts only where it says nothing else.
  if (newest !== null && !told.has(newest.id)) {
    add('filing', dated(set, newest, 'filing', base.recentFiling, 'Latest document'));
  }
  const raw = cappedEntries(sorts);
  if (trouble) {
    raw.push({
      points: -100,
      reason: `No growth is counted for a company that is ${trouble.words}`,
      evidenceIds: trouble.evidenceIds,
      date: trouble.date,
    });
  }
  const coverage =
    (jobs.length > 0 ? coverageOf.jobs : 0) +
    (newest !== null ? coverageOf.filings : 0) +
    (announcements > 0 ? coverageOf.announcements : 0);
  return knownComponent('growth', raw, trouble ? 1 : coverage);
}

function hiring(set: EvidenceSet, board: EvidenceOf<'open-jobs'>): RawPoints {
  const { total, seniorRoles, publishedLast30Days } = board.value;
  const name = plainText(board.source.label, 40);
  if (total === 0) return entry(board, 0, `The job board is empty: 0 open roles (${name})`);
  const byCount = total >= 20 ? 55 : total >= 10 ? 46 : total >= 6 ? 36 : total >= 3 ? 25 : 15;
  const senior = base.seniorRole * Math.min(3, seniorRoles);
  const fresh = publishedLast30Days !== null && publishedLast30Days > 0 ? base.freshPosts : 0;
  const details = [
    ...(seniorRoles > 0 ? [`${seniorRoles} senior`] : []),
    ...(fresh > 0 ? [`${publishedLast30Days} published in the last 30 days`] : []),
  ];
  const reason = [`${counted(total, 'open role')} (${name})`, ...details].join(', ');
  const age = ageInDays(set, board.observedAt);
  return entry(board, (byCount + senior + fresh) * decay('hiring', age), reason);
}

function dated(
  set: EvidenceSet,
  filing: EvidenceOf<'filing'>,
  type: PointSource,
  points: number,
  words: string,
): RawPoints {
  return {
    points: points * decay(type, ageInDays(set, filing.value.filedOn)),
    reason: `${words} filed on ${longDate(filing.value.filedOn)}`,
    evidenceIds: [filing.id],
    date: filing.observedAt,
  };
}

function entry(
  { id, observedAt }: { id: string; observedAt: string },
  points: number,
  reason: string,
): RawPoints {
  return { points, reason, evidenceIds: [id], date: observedAt };
}
