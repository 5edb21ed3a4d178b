/**
 * Growth, added up from what happened: open jobs, share issues, expansion, changes at the top, news.
 * An empty job board is evidence of no hiring, so it makes growth known and low. Filings count by the
 * day they were filed, never by when we looked.
 */
import { currentTrouble, filingTopic, reportTopic } from '../company/register.ts';
import type { EvidenceOf } from '../evidence/evidence.ts';
import { ageInDays, type EvidenceSet, ofKind } from '../evidence/evidence-set.ts';
import type { NewsTopic, ReportTopic, Words } from '../language/words.ts';
import { plainText } from '../narrative/plain-text.ts';
import { changeInWords, jobChanges } from '../signals/changes.ts';
import { table } from '../table.ts';
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
  moreRoles: 24,
  fewerRoles: -20,
  contractAward: 15,
  frameworkPlace: 6,
};

const reported: Readonly<Record<ReportTopic, { type: PointSource; points: number }>> = {
  'private-offering': { type: 'funding', points: base.shareIssue },
  'officers-changed': { type: 'leadership-change', points: base.officerChange },
  acquisition: { type: 'expansion', points: 15 },
};

const announced = table<{ points: number; cap: PointSource; topic: NewsTopic }>({
  funding: { points: 30, cap: 'funding', topic: 'funding' },
  expansion: { points: 20, cap: 'expansion', topic: 'expansion' },
  'contract-award': { points: 15, cap: 'announcement', topic: 'contract-award' },
  product: { points: 10, cap: 'announcement', topic: 'product' },
  partnership: { points: 10, cap: 'announcement', topic: 'partnership' },
  'leadership-change': {
    points: 8,
    cap: 'leadership-change',
    topic: 'leadership-change',
  },
  layoffs: { points: -40, cap: 'layoffs', topic: 'layoffs' },
});

/** How much of what growth looks for each source covers. */
const coverageOf = { jobs: 0.5, filings: 0.3, announcements: 0.2 };

export function growthComponent(set: EvidenceSet): Component {
  const says = set.words.score.growth;
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
      add('expansion', entry(board, points, says.rolesAbroad));
    }
  }
  for (const change of jobChanges(set)) {
    add('hiring', entry(change, changePoints(set, change), changeInWords(set, change)));
  }
  let newest: EvidenceOf<'filing'> | null = null;
  const told = new Set<string>();
  for (const filing of ofKind(set, 'filing')) {
    if (newest === null || filing.value.filedOn > newest.value.filedOn) newest = filing;
    const topic = filingTopic(filing.value);
    const report = reportTopic(filing.value);
    if (report !== null) {
      told.add(filing.id);
      const { type, points } = reported[report];
      const worth = points * decay(type, ageInDays(set, filing.value.filedOn));
      add(type, entry(filing, worth, says.reported(report, filing.value.filedOn)));
    }
    if (topic === 'capital') {
      told.add(filing.id);
      add('funding', dated(set, filing, 'funding', base.shareIssue, 'capital'));
    } else if (topic === 'officer-appointed' || topic === 'officer-left') {
      told.add(filing.id);
      add('leadership-change', dated(set, filing, 'leadership-change', base.officerChange, topic));
    }
  }
  for (const award of ofKind(set, 'contract-award')) {
    const { buyer, awardedOn, suppliers } = award.value;
    // One of many in a framework has won the right to compete, not the work.
    const worth = suppliers > 1 ? base.frameworkPlace : base.contractAward;
    const points = worth * decay('announcement', ageInDays(set, awardedOn));
    add('announcement', entry(award, points, says.awarded(plainText(buyer, 80), awardedOn)));
  }
  let announcements = ofKind(set, 'contract-award').length;
  for (const item of ofKind(set, 'announcement')) {
    const kind = announced[item.value.topic];
    if (!kind) continue;
    announcements++;
    const points = kind.points * decay('announcement', ageInDays(set, item.observedAt));
    add(kind.cap, entry(item, points, says.announced(kind.topic, item.observedAt)));
  }
  const trouble = currentTrouble(set);
  if (sorts.size === 0 && !trouble) {
    return unknownComponent('growth', set.words.score.unknown.growth);
  }
  // What a document says counts; that it was filed counts only where it says nothing else.
  if (newest !== null && !told.has(newest.id)) {
    add('filing', dated(set, newest, 'filing', base.recentFiling, 'latest'));
  }
  const raw = cappedEntries(sorts);
  if (trouble) {
    raw.push({
      points: -100,
      reason: says.noneFor(trouble.words),
      evidenceIds: trouble.evidenceIds,
      date: trouble.date,
    });
  }
  const coverage =
    (jobs.length > 0 ? coverageOf.jobs : 0) +
    (newest !== null ? coverageOf.filings : 0) +
    (announcements > 0 ? coverageOf.announcements : 0);
  return knownComponent('growth', raw, trouble ? 1 : coverage, set.words.score.limits);
}

/** More posts than before count for growth, fewer against it; the change counts, not the number. */
function changePoints(set: EvidenceSet, { value, observedAt }: EvidenceOf<'change'>): number {
  const share = (value.to - value.from) / Math.max(value.from, value.to);
  const points = share > 0 ? base.moreRoles * share : base.fewerRoles * -share;
  return points * decay('hiring', ageInDays(set, observedAt));
}

function hiring(set: EvidenceSet, board: EvidenceOf<'open-jobs'>): RawPoints {
  const { total, seniorRoles, publishedLast30Days } = board.value;
  const name = plainText(board.source.label, 40);
  const says = set.words.score.growth;
  if (total === 0) return entry(board, 0, says.emptyBoard(name));
  const byCount = total >= 20 ? 55 : total >= 10 ? 46 : total >= 6 ? 36 : total >= 3 ? 25 : 15;
  const senior = base.seniorRole * Math.min(3, seniorRoles);
  const fresh = publishedLast30Days !== null && publishedLast30Days > 0 ? base.freshPosts : 0;
  const reason = says.roles({
    total,
    board: name,
    senior: seniorRoles,
    fresh: publishedLast30Days ?? 0,
  });
  const age = ageInDays(set, board.observedAt);
  return entry(board, (byCount + senior + fresh) * decay('hiring', age), reason);
}

function dated(
  set: EvidenceSet,
  filing: EvidenceOf<'filing'>,
  type: PointSource,
  points: number,
  what: Parameters<Words['score']['growth']['filed']>[0],
): RawPoints {
  return {
    points: points * decay(type, ageInDays(set, filing.value.filedOn)),
    reason: set.words.score.growth.filed(what, filing.value.filedOn),
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
