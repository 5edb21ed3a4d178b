/**
 * Financial standing, from the register and stated revenue. Each criterion has a most it can bring;
 * criteria without evidence are left out and the rest is scaled to 100, so that missing data neither
 * costs nor earns points: it lowers coverage. Penalties count in full.
 */
import {
  accountsTypeOf,
  currentRegistrations,
  currentTrouble,
  standingOf,
} from '../company/register.ts';
import { ageInDays, type EvidenceSet, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import { table } from '../table.ts';
import { startOfDay } from '../text/dates.ts';
import { type Component, knownComponent, type RawPoints, unknownComponent } from './component.ts';

/** The most each criterion brings before scaling. */
const most = {
  status: 20,
  age: 15,
  size: 30,
  accounts: 15,
  confirmation: 8,
  charges: 4,
  history: 8,
};
/** Figures of accounts are more than every company has, so their lack takes nothing from coverage. */
const mostByFigure = { netAssets: 15, liquidity: 12, profit: 10 };
/** Accounts older than this say little about today. */
const figuresDays = 900;
const allCriteria = Object.values(most).reduce((sum, points) => sum + points, 0);

const penalty = {
  accountsOverdue: 30,
  confirmationOverdue: 15,
  insolvencyInHistory: 25,
  strikeOff: 50,
  trouble: 100,
};

/**
 * Which accounts a company may file depends on its size, so the type is a band by law.
 * @see https://www.gov.uk/annual-accounts/microentities-small-and-dormant-companies
 */
const pointsByAccountsType = table<number>({
  group: 30,
  full: 28,
  'interim-accounts': 24,
  medium: 26,
  small: 20,
  'small-company': 20,
  'small-full': 20,
  'audit-exemption-subsidiary': 20,
  'filing-exemption-subsidiary': 20,
  abbreviated: 16,
  'unaudited-abridged': 16,
  'audited-abridged': 18,
  'total-exemption-full': 16,
  'total-exemption-small': 14,
  'partial-exemption': 16,
  'micro-entity': 10,
  dormant: 0,
});

const year = 365.25;

interface Criterion {
  readonly outOf: number;
  readonly entry: RawPoints;
}

export function financialComponent(set: EvidenceSet): Component {
  const says = set.words.score.financial;
  const criteria: Criterion[] = [];
  const penalties: RawPoints[] = [];
  for (const criterion of [
    ...registration(set),
    ...filingDuties(set, penalties),
    ...size(set),
    ...figures(set),
  ]) {
    criteria.push(criterion);
  }
  const trouble = currentTrouble(set);
  if (trouble) {
    penalties.push({
      points: -penalty.trouble,
      reason: says.companyIs(trouble.words),
      evidenceIds: trouble.evidenceIds,
      date: trouble.date,
    });
  }
  history(set, trouble !== null, criteria, penalties);
  if (criteria.length + penalties.length === 0) {
    return unknownComponent('financial', set.words.score.unknown.financial);
  }
  const covered = criteria.reduce((sum, { outOf }) => sum + outOf, 0);
  const scale = covered > 0 ? 100 / covered : 0;
  const scaled = criteria.map(({ entry }) => ({ ...entry, points: entry.points * scale }));
  return knownComponent(
    'financial',
    [...scaled, ...penalties],
    covered / allCriteria,
    set.words.score.limits,
  );
}

function registration(set: EvidenceSet): Criterion[] {
  const entry = newestFirst(currentRegistrations(set))[0];
  if (!entry) return [];
  const says = set.words.score.financial;
  const criteria: Criterion[] = [];
  const standing = standingOf(entry.value.status);
  if (standing !== 'unknown') {
    const active = standing === 'active';
    criteria.push(
      criterion(
        entry,
        most.status,
        active && !entry.value.strikeOffProposed ? most.status : 0,
        active ? says.active : says.notActive,
      ),
    );
  }
  if (entry.value.incorporatedOn !== null) {
    const years = ageInDays(set, entry.value.incorporatedOn) / year;
    if (Number.isFinite(years)) {
      const points = years >= 10 ? 15 : years >= 5 ? 12 : years >= 3 ? 8 : years >= 1 ? 4 : 0;
      const reason = says.incorporated(entry.value.incorporatedOn);
      criteria.push(criterion(entry, most.age, points, reason));
    }
  }
  return criteria;
}

/** Accounts and confirmation statement: on time, or overdue and penalised. */
function filingDuties(set: EvidenceSet, penalties: RawPoints[]): Criterion[] {
  const criteria: Criterion[] = [];
  const duties = [
    {
      entry: newestFirst(ofKind(set, 'accounts'))[0],
      outOf: most.accounts,
      cost: penalty.accountsOverdue,
    },
    {
      entry: newestFirst(ofKind(set, 'confirmation-statement'))[0],
      outOf: most.confirmation,
      cost: penalty.confirmationOverdue,
    },
  ];
  for (const { entry, outOf, cost } of duties) {
    if (!entry) continue;
    const says = set.words.score.financial.duty[entry.kind];
    const { overdue, nextDueOn } = entry.value;
    if (overdue) {
      penalties.push(points(entry, -cost, says.overdue(nextDueOn)));
      criteria.push(criterion(entry, outOf, 0, says.notOnTime));
    } else {
      const madeUpTo = entry.kind === 'accounts' ? entry.value.madeUpTo : null;
      criteria.push(criterion(entry, outOf, outOf, says.notOverdue(madeUpTo)));
    }
  }
  return criteria;
}

/** Size by revenue where it is known, else by the type of accounts. */
function size(set: EvidenceSet): Criterion[] {
  const byBasis = { accounts: 0, stated: 1, crm: 2 } as const;
  const revenue = newestFirst(ofKind(set, 'revenue')).sort(
    (a, b) => byBasis[a.value.basis] - byBasis[b.value.basis],
  )[0];
  if (revenue) {
    const { amount } = revenue.value;
    const worth = amount >= 1e7 ? 30 : amount >= 1e6 ? 24 : amount >= 1e5 ? 14 : amount > 0 ? 6 : 0;
    const { text, score } = set.words;
    const money = text.money(amount, revenue.value.currency);
    const reason = score.financial.revenue(money, revenue.value.basis === 'crm');
    return [criterion(revenue, most.size, worth, reason)];
  }
  const accounts = newestFirst(ofKind(set, 'accounts'))[0];
  const type = accounts?.value.accountsType;
  if (!accounts || type === null || type === undefined) return [];
  const worth = pointsByAccountsType[type];
  if (worth === undefined) return [];
  const { id, observedAt, value } = accounts;
  // Overdue accounts are dated by the day they were due; the type is that of the last ones filed.
  const filed = { id, observedAt: value.madeUpTo ? startOfDay(value.madeUpTo) : observedAt };
  const reason = set.words.score.financial.files(accountsTypeOf(type), type);
  return [criterion(filed, most.size, worth, reason)];
}

/** What the newest accounts state: what is left over, whether bills can be paid, what was earned. */
function figures(set: EvidenceSet): Criterion[] {
  const accounts = newestFirst(ofKind(set, 'financials'))[0];
  if (!accounts || ageInDays(set, accounts.observedAt) > figuresDays) return [];
  const { periodEnd, currency, netAssets, currentAssets, currentLiabilities, profit } =
    accounts.value;
  const { text, score } = set.words;
  const says = score.financial;
  const money = (amount: number) => text.money(amount, currency);
  const criteria: Criterion[] = [];
  if (netAssets) {
    const { current } = netAssets;
    const worth = current >= 1e6 ? 15 : current >= 1e5 ? 12 : current > 0 ? 8 : 0;
    const reason = says.netAssets(money(current), periodEnd);
    criteria.push(criterion(accounts, mostByFigure.netAssets, worth, reason));
  }
  if (currentAssets && currentLiabilities && currentLiabilities.current > 0) {
    const ratio = currentAssets.current / currentLiabilities.current;
    const worth = ratio >= 1.5 ? 12 : ratio >= 1 ? 9 : ratio >= 0.8 ? 4 : 0;
    const [assets, liabilities] = [currentAssets.current, currentLiabilities.current].map(money);
    const reason = says.liquidity(assets ?? '', liabilities ?? '', periodEnd);
    criteria.push(criterion(accounts, mostByFigure.liquidity, worth, reason));
  }
  if (profit) {
    const { current } = profit;
    const reason = says.profit(money(Math.abs(current)), current < 0, periodEnd);
    criteria.push(criterion(accounts, mostByFigure.profit, current > 0 ? 10 : 0, reason));
  }
  return criteria;
}

function history(
  set: EvidenceSet,
  inTrouble: boolean,
  criteria: Criterion[],
  penalties: RawPoints[],
): void {
  const says = set.words.score.financial;
  const insolvency = newestFirst(ofKind(set, 'insolvency'))[0];
  if (insolvency && !insolvency.value.inHistory && insolvency.value.procedure === null) {
    criteria.push(criterion(insolvency, most.history, most.history, says.noInsolvency));
  } else if (insolvency && !inTrouble) {
    penalties.push(points(insolvency, -penalty.insolvencyInHistory, says.insolvencyInHistory));
  }
  const charges = newestFirst(ofKind(set, 'charges'))[0];
  if (charges) {
    const { registered } = charges.value;
    criteria.push(
      criterion(
        charges,
        most.charges,
        registered ? 0 : most.charges,
        registered ? says.charges : says.noCharges,
      ),
    );
  }
  for (const entry of currentRegistrations(set)) {
    if (entry.value.strikeOffProposed) {
      penalties.push(points(entry, -penalty.strikeOff, says.strikeOffProposed));
    }
  }
}

function points(
  { id, observedAt }: { id: string; observedAt: string },
  worth: number,
  reason: string,
): RawPoints {
  return { points: worth, reason, evidenceIds: [id], date: observedAt };
}

function criterion(
  entry: { id: string; observedAt: string },
  outOf: number,
  worth: number,
  reason: string,
): Criterion {
  return { outOf, entry: points(entry, worth, reason) };
}
