/**
 * The upstream answers as their documentation, and recordings published by others, describe them.
 * Strict, and independent of the product's own parsers: a key too many or too few is a failure.
 */
import { z } from 'zod';

const day = z.iso.date();
const etag = z.string().regex(/^[0-9a-f]{40}$/);
const companyNumber = z.string().regex(/^([0-9]{8}|[A-Z]{2}[0-9]{6})$/);
const companyStatus = z.enum([
  'active',
  'dissolved',
  'liquidation',
  'receivership',
  'administration',
  'voluntary-arrangement',
  'converted-closed',
  'insolvency-proceedings',
  'open',
  'closed',
]);
const companyType = z.enum(['ltd', 'plc', 'llp']);
const sicCodes = z.array(z.string().regex(/^\d{5}$/)).min(1);

const officeAddress = z.strictObject({
  address_line_1: z.string(),
  address_line_2: z.string().optional(),
  country: z.string(),
  locality: z.string(),
  postal_code: z.string(),
  region: z.string().optional(),
});
const addressWithPremises = officeAddress.extend({ premises: z.string() });

/** https://developer-specs.company-information.service.gov.uk/companies-house-public-data-api/resources/companyprofile */
export const companyProfile = z.strictObject({
  accounts: z
    .strictObject({
      accounting_reference_date: z.strictObject({
        day: z.string().regex(/^\d\d$/),
        month: z.string().regex(/^\d\d$/),
      }),
      last_accounts: z.strictObject({
        made_up_to: day.optional(),
        period_end_on: day.optional(),
        period_start_on: day.optional(),
        type: z.enum([
          'null',
          'full',
          'small',
          'medium',
          'group',
          'dormant',
          'total-exemption-full',
          'micro-entity',
          'unaudited-abridged',
        ]),
      }),
      next_accounts: z.strictObject({
        due_on: day,
        overdue: z.boolean(),
        period_end_on: day,
        period_start_on: day,
      }),
      next_due: day,
      next_made_up_to: day,
      overdue: z.boolean(),
    })
    .optional(),
  can_file: z.boolean(),
  company_name: z.string(),
  company_number: companyNumber,
  company_status: companyStatus,
  company_status_detail: z.literal('active-proposal-to-strike-off').optional(),
  confirmation_statement: z
    .strictObject({
      last_made_up_to: day.optional(),
      next_due: day,
      next_made_up_to: day,
      overdue: z.boolean(),
    })
    .optional(),
  date_of_cessation: day.optional(),
  date_of_creation: day,
  etag,
  has_been_liquidated: z.boolean().optional(),
  has_charges: z.boolean(),
  has_insolvency_history: z.boolean(),
  has_super_secure_pscs: z.boolean(),
  jurisdiction: z.enum(['england-wales', 'scotland', 'northern-ireland']),
  links: z.strictObject({
    self: z.string().startsWith('/company/'),
    charges: z.string().optional(),
    filing_history: z.string(),
    insolvency: z.string().optional(),
    officers: z.string(),
    persons_with_significant_control: z.string(),
  }),
  previous_company_names: z
    .array(z.strictObject({ ceased_on: day, effective_from: day, name: z.string() }))
    .optional(),
  registered_office_address: officeAddress,
  registered_office_is_in_dispute: z.boolean(),
  sic_codes: sicCodes.optional(),
  type: companyType,
  undeliverable_registered_office_address: z.boolean(),
});

/** …/resources/companysearch */
export const companySearch = z.strictObject({
  items: z.array(
    z.strictObject({
      kind: z.literal('searchresults#company'),
      description_identifier: z.array(z.enum(['incorporated-on', 'dissolved-on'])),
      company_status: companyStatus,
      date_of_creation: day,
      date_of_cessation: day.optional(),
      company_type: companyType,
      company_number: companyNumber,
      address: addressWithPremises,
      title: z.string(),
      address_snippet: z.string(),
      description: z
        .string()
        .regex(/^[A-Z0-9]{8} - (Incorporated|Dissolved) on {1,2}\d{1,2} [A-Z][a-z]+ \d{4}$/),
      links: z.strictObject({ self: z.string() }),
      snippet: z.string(),
      matches: z.strictObject({ snippet: z.array(z.number()) }),
    }),
  ),
  items_per_page: z.int(),
  kind: z.literal('search#companies'),
  page_number: z.int(),
  start_index: z.int(),
  total_results: z.int(),
});

/** …/resources/advancedcompanysearch */
const advancedItem = z.strictObject({
  company_name: z.string(),
  company_number: companyNumber,
  company_status: companyStatus,
  company_type: companyType,
  kind: z.literal('search-results#company'),
  links: z.strictObject({ company_profile: z.string() }),
  date_of_cessation: day.optional(),
  date_of_creation: day,
  registered_office_address: officeAddress,
  sic_codes: sicCodes.optional(),
});
export const advancedSearch = z.strictObject({
  etag: z.string(),
  top_hit: advancedItem,
  items: z.array(advancedItem),
  kind: z.literal('search#advanced-search'),
  hits: z.int(),
});

/** …/resources/filinghistorylist; categories of `filing_history` in the register's enumerations. */
export const filingHistory = z.strictObject({
  filing_history_status: z.literal('filing-history-available'),
  items: z.array(
    z.strictObject({
      transaction_id: z.string().regex(/^[A-Za-z0-9+/]{24}$/),
      barcode: z
        .string()
        .regex(/^[AX][0-9A-Z]{7}$/)
        .nullable(),
      type: z.string(),
      date: day,
      category: z.enum([
        'accounts',
        'address',
        'capital',
        'change-of-name',
        'confirmation-statement',
        'gazette',
        'incorporation',
        'insolvency',
        'mortgage',
        'officers',
      ]),
      subcategory: z.enum(['appointments', 'termination', 'create']).optional(),
      description: z.string().regex(/^[a-z0-9-]+$/),
      description_values: z.record(z.string(), z.unknown()).optional(),
      pages: z.int().min(1),
      action_date: day.optional(),
      paper_filed: z.literal(true).optional(),
      links: z.strictObject({ self: z.string(), document_metadata: z.url() }),
    }),
  ),
  items_per_page: z.int(),
  start_index: z.int(),
  total_count: z.int(),
});

/** …/resources/officerlist */
export const officerList = z.strictObject({
  active_count: z.int(),
  etag,
  inactive_count: z.int(),
  items: z.array(
    z.strictObject({
      address: addressWithPremises,
      appointed_on: day,
      country_of_residence: z.string().optional(),
      date_of_birth: z.strictObject({ month: z.int(), year: z.int() }).optional(),
      is_pre_1992_appointment: z.boolean(),
      links: z.strictObject({
        self: z.string(),
        officer: z.strictObject({ appointments: z.string() }),
      }),
      name: z.string(),
      nationality: z.string().optional(),
      occupation: z.string().optional(),
      officer_role: z.enum(['director', 'secretary', 'llp-designated-member']),
      resigned_on: day.optional(),
    }),
  ),
  items_per_page: z.int(),
  kind: z.literal('officer-list'),
  links: z.strictObject({ self: z.string() }),
  resigned_count: z.int(),
  start_index: z.int(),
  total_results: z.int(),
});

/** …/resources/chargelist */
export const chargeList = z.strictObject({
  etag,
  items: z.array(
    z.strictObject({
      charge_code: z.string().regex(/^[A-Z0-9]{12}$/),
      charge_number: z.int(),
      classification: z.strictObject({
        description: z.string(),
        type: z.enum(['charge-description', 'nature-of-charge']),
      }),
      created_on: day,
      delivered_on: day,
      etag,
      links: z.strictObject({ self: z.string() }),
      particulars: z.strictObject({
        contains_fixed_charge: z.boolean(),
        contains_negative_pledge: z.boolean(),
      }),
      persons_entitled: z.array(z.strictObject({ name: z.string() })),
      satisfied_on: day.optional(),
      status: z.enum(['outstanding', 'fully-satisfied', 'part-satisfied', 'satisfied']),
      transactions: z.array(
        z.strictObject({
          delivered_on: day,
          filing_type: z.string(),
          links: z.strictObject({ filing: z.string() }),
        }),
      ),
    }),
  ),
  part_satisfied_count: z.int(),
  satisfied_count: z.int(),
  total_count: z.int(),
  unfiltered_count: z.int(),
});

/** …/resources/companyinsolvency */
export const companyInsolvency = z.strictObject({
  cases: z.array(
    z.strictObject({
      dates: z.array(
        z.strictObject({
          type: z.enum(['wound-up-on', 'petitioned-on', 'administration-started-on']),
          date: day,
        }),
      ),
      number: z.string(),
      practitioners: z.array(
        z.strictObject({
          address: officeAddress,
          appointed_on: day,
          name: z.string(),
          role: z.literal('practitioner'),
        }),
      ),
      type: z.enum([
        'compulsory-liquidation',
        'creditors-voluntary-liquidation',
        'members-voluntary-liquidation',
        'in-administration',
      ]),
    }),
  ),
  etag,
  status: z.array(z.string()),
});
