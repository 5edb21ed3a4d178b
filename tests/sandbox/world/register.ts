/** Register states and filings as they follow from the law's time limits. */
import { addDays, addMonths, addMonthsToMonthEnd, type Calendar } from './calendar.ts';
import type {
  AccountsState,
  AccountsType,
  ConfirmationState,
  FiledFigures,
  RegisterFiling,
} from './types.ts';

/**
 * Accounts last made up to the month end so many months ago. A private company files within nine
 * months of its year end (Companies Act 2006, section 442), so more than 21 months means overdue.
 */
export function accounts(
  cal: Calendar,
  type: AccountsType,
  lastYearEndMonthsAgo: number,
): AccountsState {
  const madeUpTo = cal.monthEnd(lastYearEndMonthsAgo);
  const nextMadeUpTo = addMonthsToMonthEnd(madeUpTo, 12);
  const dueOn = addMonthsToMonthEnd(nextMadeUpTo, 9);
  return {
    last: { type, from: addDays(addMonthsToMonthEnd(madeUpTo, -12), 1), madeUpTo },
    next: { from: addDays(madeUpTo, 1), madeUpTo: nextMadeUpTo, dueOn },
    overdue: dueOn < cal.day(0),
  };
}

/** A company too young to have filed: first accounts fall due 21 months after incorporation. */
export function firstAccounts(cal: Calendar, incorporatedOn: string): AccountsState {
  const dueOn = addMonths(incorporatedOn, 21);
  return {
    last: { type: 'null' },
    next: {
      from: incorporatedOn,
      madeUpTo: addMonthsToMonthEnd(incorporatedOn, 12),
      dueOn,
    },
    overdue: dueOn < cal.day(0),
  };
}

/** Due within 14 days of each review period (Companies Act 2006, section 853A). */
export function confirmation(cal: Calendar, lastMadeUpDaysAgo: number): ConfirmationState {
  const lastMadeUpTo = cal.day(lastMadeUpDaysAgo);
  const nextMadeUpTo = addMonths(lastMadeUpTo, 12);
  const nextDueOn = addDays(nextMadeUpTo, 14);
  return { lastMadeUpTo, nextMadeUpTo, nextDueOn, overdue: nextDueOn < cal.day(0) };
}

export function accountsFiled(
  date: string,
  type: AccountsType,
  madeUpTo: string,
  figures?: FiledFigures,
): RegisterFiling {
  return {
    ...(figures && { figures }),
    date,
    category: 'accounts',
    type: 'AA',
    description: `accounts-with-accounts-type-${type}`,
    values: { made_up_date: madeUpTo },
    actionDate: madeUpTo,
    pages: type === 'micro-entity' ? 4 : type === 'medium' || type === 'group' ? 34 : 11,
  };
}

export function confirmationFiled(
  date: string,
  madeUpTo: string,
  updates: 'with-updates' | 'with-no-updates' = 'with-no-updates',
): RegisterFiling {
  return {
    date,
    category: 'confirmation-statement',
    type: 'CS01',
    description: `confirmation-statement-${updates}`,
    values: { made_up_date: madeUpTo },
    actionDate: madeUpTo,
    pages: 3,
  };
}

/** Form SH01. The figure is the capital after the allotment, not the sum raised. */
export function sharesAllotted(date: string, allottedOn: string, capital: string): RegisterFiling {
  return {
    date,
    category: 'capital',
    type: 'SH01',
    description: 'capital-allotment-shares',
    values: { date: allottedOn, capital: [{ currency: 'GBP', figure: capital }] },
    actionDate: allottedOn,
    pages: 5,
  };
}

export function directorAppointed(date: string, name: string, on: string): RegisterFiling {
  return {
    date,
    category: 'officers',
    subcategory: 'appointments',
    type: 'AP01',
    description: 'appoint-person-director-company-with-name-date',
    values: { officer_name: name, appointment_date: on },
    actionDate: on,
    pages: 2,
  };
}

export function directorLeft(date: string, name: string, on: string): RegisterFiling {
  return {
    date,
    category: 'officers',
    subcategory: 'termination',
    type: 'TM01',
    description: 'termination-director-company-with-name-termination-date',
    values: { officer_name: name, termination_date: on },
    actionDate: on,
    pages: 1,
  };
}

export function officeMoved(date: string, from: string, to: string): RegisterFiling {
  return {
    date,
    category: 'address',
    type: 'AD01',
    description: 'change-registered-office-address-company-with-date-old-address-new-address',
    values: { change_date: date, old_address: from, new_address: to },
    actionDate: date,
    pages: 1,
  };
}

export function chargeRegistered(date: string, number: string, createdOn: string): RegisterFiling {
  return {
    date,
    category: 'mortgage',
    subcategory: 'create',
    type: 'MR01',
    description: 'mortgage-create-with-deed-with-charge-number-charge-creation-date',
    values: { charge_number: number, charge_creation_date: createdOn },
    actionDate: createdOn,
    pages: 26,
  };
}

export function nameChanged(date: string, from: string): RegisterFiling {
  return {
    date,
    category: 'change-of-name',
    type: 'CERTNM',
    description: 'certificate-change-of-name-company',
    values: { description: `Company name changed ${from}\ncertificate issued on ${date}` },
    pages: 3,
  };
}

/** First Gazette notice: the registrar means to strike the company off. */
export function strikeOffProposed(date: string): RegisterFiling {
  return {
    date,
    category: 'gazette',
    type: 'GAZ1',
    description: 'gazette-notice-compulsory',
    pages: 1,
    onPaper: true,
  };
}

export function struckOff(date: string): RegisterFiling {
  return {
    date,
    category: 'gazette',
    type: 'GAZ2',
    description: 'gazette-dissolved-compulsory',
    pages: 1,
    onPaper: true,
  };
}

export function liquidatorAppointed(date: string): RegisterFiling {
  return {
    date,
    category: 'insolvency',
    type: '600',
    description: 'liquidation-voluntary-appointment-of-liquidator',
    pages: 3,
    onPaper: true,
  };
}

export function statementOfAffairs(date: string): RegisterFiling {
  return {
    date,
    category: 'insolvency',
    type: 'LIQ02',
    description: 'liquidation-voluntary-statement-of-affairs',
    pages: 9,
    onPaper: true,
  };
}

export function incorporated(date: string, kind: 'company' | 'llp' = 'company'): RegisterFiling {
  return {
    date,
    category: 'incorporation',
    type: kind === 'company' ? 'NEWINC' : 'LLIN01',
    description:
      kind === 'company' ? 'incorporation-company' : 'incorporation-limited-liability-partnership',
    pages: 12,
  };
}
