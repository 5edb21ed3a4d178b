import type { AccountsState, RegisterEntry } from '../../world/types.ts';
import { sha1 } from '../identifiers.ts';
import { officeAddress } from './address.ts';

/** `companyProfile`. Keys without a value are left out, as the register leaves them out; the tag is another with every change. */
export function profile(entry: RegisterEntry) {
  const content = contentOf(entry);
  return { ...content, etag: sha1(JSON.stringify(content)) };
}

function contentOf(entry: RegisterEntry) {
  const self = `/company/${entry.number}`;
  return {
    ...(entry.accounts ? { accounts: accounts(entry.accounts) } : {}),
    can_file: entry.status !== 'dissolved',
    company_name: entry.name,
    company_number: entry.number,
    company_status: entry.status,
    ...(entry.statusDetail ? { company_status_detail: entry.statusDetail } : {}),
    ...(entry.confirmationStatement
      ? {
          confirmation_statement: {
            ...(entry.confirmationStatement.lastMadeUpTo
              ? { last_made_up_to: entry.confirmationStatement.lastMadeUpTo }
              : {}),
            next_due: entry.confirmationStatement.nextDueOn,
            next_made_up_to: entry.confirmationStatement.nextMadeUpTo,
            overdue: entry.confirmationStatement.overdue,
          },
        }
      : {}),
    ...(entry.dissolvedOn ? { date_of_cessation: entry.dissolvedOn } : {}),
    date_of_creation: entry.incorporatedOn,
    ...(entry.status === 'liquidation' ? { has_been_liquidated: false } : {}),
    has_charges: (entry.charges ?? []).length > 0,
    has_insolvency_history: (entry.insolvency ?? []).length > 0,
    has_super_secure_pscs: false,
    jurisdiction: entry.jurisdiction,
    links: {
      self,
      ...(entry.charges ? { charges: `${self}/charges` } : {}),
      filing_history: `${self}/filing-history`,
      ...(entry.insolvency ? { insolvency: `${self}/insolvency` } : {}),
      officers: `${self}/officers`,
      persons_with_significant_control: `${self}/persons-with-significant-control`,
    },
    ...(entry.previousNames
      ? {
          previous_company_names: entry.previousNames.map(({ name, from, until }) => ({
            ceased_on: until,
            effective_from: from,
            name,
          })),
        }
      : {}),
    registered_office_address: officeAddress(entry.office),
    registered_office_is_in_dispute: false,
    ...(entry.sicCodes ? { sic_codes: entry.sicCodes } : {}),
    type: entry.type,
    undeliverable_registered_office_address: false,
  };
}

/** A company that has not filed yet carries the accounts type `null`, as a word. */
function accounts({ last, next, overdue }: AccountsState) {
  const [, month, day] = next.madeUpTo.split('-');
  return {
    accounting_reference_date: { day, month },
    last_accounts: {
      ...(last.madeUpTo
        ? { made_up_to: last.madeUpTo, period_end_on: last.madeUpTo, period_start_on: last.from }
        : {}),
      type: last.type,
    },
    next_accounts: {
      due_on: next.dueOn,
      overdue,
      period_end_on: next.madeUpTo,
      period_start_on: next.from,
    },
    next_due: next.dueOn,
    next_made_up_to: next.madeUpTo,
    overdue,
  };
}
