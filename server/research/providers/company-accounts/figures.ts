/**
 * The figures of interest among the facts of accounts. Concepts are told by their local names, which
 * the taxonomies from UK GAAP 2009 to FRS 102 and 105 of today share or vary only a little.
 * https://www.frc.org.uk/library/standards-codes-policy/accounting-and-reporting/frc-taxonomies/
 */
import type { Figure } from '../../../../shared/evidence/evidence.ts';
import type { NumericFact, TaggedDocument } from './ixbrl.ts';

export interface AccountsFigures {
  readonly periodEnd: string;
  readonly previousPeriodEnd: string | null;
  readonly currency: string;
  readonly consolidated: boolean;
  readonly netAssets: Figure;
  readonly cash: Figure;
  readonly currentAssets: Figure;
  readonly currentLiabilities: Figure;
  readonly turnover: Figure;
  readonly profit: Figure;
  /** Average number of people employed. */
  readonly employees: Figure;
}

/** The first concept that is stated counts. */
const concepts = {
  netAssets: [
    'NetAssetsLiabilities',
    'NetAssetsLiabilitiesIncludingPensionAssetLiability',
    'Equity',
    'ShareholderFunds',
  ],
  cash: ['CashBankOnHand', 'CashBankInHand', 'CashCashEquivalents'],
  currentAssets: ['CurrentAssets'],
  turnover: ['TurnoverRevenue', 'TurnoverGrossOperatingRevenue', 'Turnover', 'Revenue'],
  profit: ['ProfitLoss', 'ProfitLossForPeriod', 'ProfitLossForFinancialYear'],
  employees: ['AverageNumberEmployeesDuringPeriod', 'EmployeesTotal'],
} as const;

const dayMs = 86_400_000;
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs;

/** @param periodEnd as the register dates the accounts; null when no fact is of that day */
export function accountsFigures(
  { numbers }: TaggedDocument,
  periodEnd: string,
): AccountsFigures | null {
  const consolidated = numbers.some(({ context }) => context.dimensions.some(isGroup));
  const totals = numbers.filter(({ context }) => isTotal(context.dimensions, consolidated));
  // Of a group's accounts the figures of the parent alone are another company's size.
  const of = (names: readonly string[], end: string) => {
    for (const concept of names) {
      const value = agreed(totals.filter((fact) => fact.concept === concept && isOf(fact, end)));
      if (value !== null) return value;
    }
    return null;
  };
  const previousPeriodEnd = yearBefore(numbers, periodEnd);
  const figure = (names: readonly string[], sign: (value: number) => number = same): Figure => {
    const current = of(names, periodEnd);
    if (current === null) return null;
    const previous = previousPeriodEnd === null ? null : of(names, previousPeriodEnd);
    return {
      current: Math.round(sign(current)),
      previous: previous === null ? null : Math.round(sign(previous)),
    };
  };
  const employees = figure(concepts.employees);
  const found = {
    netAssets: figure(concepts.netAssets),
    cash: figure(concepts.cash),
    currentAssets: figure(concepts.currentAssets),
    currentLiabilities: currentLiabilities(numbers, periodEnd, previousPeriodEnd, consolidated),
    turnover: figure(concepts.turnover),
    profit: figure(concepts.profit),
    employees: employees && employees.current >= 0 && employees.current < 5e6 ? employees : null,
  };
  if (Object.values(found).every((item) => item === null)) return null;
  const currency = numbers.find(
    ({ concept, unit }) => concept !== 'AverageNumberEmployeesDuringPeriod' && isCurrency(unit),
  )?.unit;
  return { periodEnd, previousPeriodEnd, currency: currency ?? 'GBP', consolidated, ...found };
}

const same = (value: number) => value;
const isCurrency = (unit: string | null) => unit !== null && /^[A-Z]{3}$/.test(unit);

/** `GroupCompanyDataDimension=Consolidated`, or `=Group` in the old taxonomy. */
const isGroup = (dimension: string) => /^Group.*Dimension=(Consolidated|Group)/.test(dimension);

function isTotal(dimensions: readonly string[], consolidated: boolean): boolean {
  if (dimensions.length === 0) return true;
  return consolidated && dimensions.length === 1 && dimensions.every(isGroup);
}

function isOf({ context }: NumericFact, end: string): boolean {
  if (context.end !== end) return false;
  // Short first and long extended periods are years of a company too.
  const length = context.start === null ? null : days(context.start, end);
  return length === null || (length > 150 && length < 560);
}

/** The most exact statement; null where two as exact ones differ. */
function agreed(facts: readonly NumericFact[]): number | null {
  const finest = Math.max(...facts.map(({ decimals }) => decimals));
  const values = new Set(facts.filter(({ decimals }) => decimals === finest).map((f) => f.value));
  if (values.size === 1) return [...values][0] ?? null;
  return null;
}

function yearBefore(numbers: readonly NumericFact[], end: string): string | null {
  const ends = numbers
    .map(({ context }) => context.end)
    .filter((other) => {
      const apart = days(other, end);
      return apart > 150 && apart < 560;
    });
  // The balance-sheet date that most figures to compare with are of.
  const counts = new Map<string, number>();
  for (const other of ends) counts.set(other, (counts.get(other) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0].localeCompare(a[0]))[0]?.[0] ?? null;
}

/** Creditors within one year: a concept of its own until 2014, a breakdown of creditors since. */
const withinOneYear = [
  /^MaturitiesOrExpirationPeriodsDimension=WithinOneYear$/,
  /^FinancialInstrumentCurrentNon-currentDimension=CurrentFinancialInstruments$/,
];

function currentLiabilities(
  numbers: readonly NumericFact[],
  end: string,
  previousEnd: string | null,
  consolidated: boolean,
): Figure {
  const of = (day: string): number | null => {
    const facts = numbers.filter((fact) => {
      if (!isOf(fact, day)) return false;
      const { dimensions } = fact.context;
      if (fact.concept === 'CreditorsDueWithinOneYear') return isTotal(dimensions, consolidated);
      if (fact.concept !== 'Creditors') return false;
      const others = dimensions.filter((item) => !withinOneYear.some((known) => known.test(item)));
      return others.length < dimensions.length && isTotal(others, consolidated);
    });
    const value = agreed(facts);
    return value === null ? null : Math.abs(Math.round(value));
  };
  const current = of(end);
  if (current === null) return null;
  return { current, previous: previousEnd === null ? null : of(previousEnd) };
}
