/**
 * What we read of Companies House answers; everything else is ignored. Only company-level data: no
 * officers, no persons with significant control.
 * https://developer-specs.company-information.service.gov.uk/companies-house-public-data-api/reference
 */
import { z } from 'zod';

const text = z.string().nullish();
const date = z.iso.date().nullish().catch(null);
const flag = z.boolean().nullish();

const address = z
  .object({ locality: text, postal_code: text, region: text, country: text })
  .nullish();

/** https://developer-specs.company-information.service.gov.uk/companies-house-public-data-api/resources/companysearch */
export const companySearch = z.object({
  items: z
    .array(
      z.object({
        company_number: z.string(),
        title: z.string(),
        company_status: text,
        address,
        /** The former name that matched, when it was not the present one. */
        snippet: text,
      }),
    )
    .nullish(),
});
export type CompanySearch = z.infer<typeof companySearch>;

/** https://developer-specs.company-information.service.gov.uk/companies-house-public-data-api/resources/companyprofile */
export const companyProfile = z.object({
  company_name: z.string(),
  /** Another one whenever the profile is. */
  etag: text,
  company_number: z.string(),
  company_status: text,
  company_status_detail: text,
  type: text,
  date_of_creation: date,
  date_of_cessation: date,
  sic_codes: z.array(z.string()).nullish(),
  registered_office_address: address,
  accounts: z
    .object({
      next_due: date,
      overdue: flag,
      next_accounts: z.object({ due_on: date, overdue: flag }).nullish(),
      last_accounts: z.object({ made_up_to: date, type: text }).nullish(),
    })
    .nullish(),
  confirmation_statement: z.object({ next_due: date, overdue: flag }).nullish(),
  has_charges: flag,
  has_insolvency_history: flag,
  previous_company_names: z.array(z.object({ name: z.string() })).nullish(),
});
export type CompanyProfile = z.infer<typeof companyProfile>;

/**
 * https://developer-specs.company-information.service.gov.uk/companies-house-public-data-api/resources/filinghistorylist
 * Of `description_values` only the day that accounts are made up to is read: the rest holds officers' names.
 */
export const filingHistory = z.object({
  items: z
    .array(
      z.object({
        transaction_id: text,
        category: text,
        type: text,
        description: text,
        date,
        description_values: z.object({ made_up_date: date }).nullish().catch(null),
        links: z.object({ document_metadata: text }).nullish(),
      }),
    )
    .nullish(),
});
export type FilingItem = NonNullable<z.infer<typeof filingHistory>['items']>[number];
