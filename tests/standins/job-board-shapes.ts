/**
 * The upstream answers as their documentation, and recordings published by others, describe them.
 * Strict, and independent of the product's own parsers: a key too many or too few is a failure.
 */
import { z } from 'zod';

/** https://developers.greenhouse.io/job-board.html#list-jobs */
export const greenhouseJob = z.strictObject({
  absolute_url: z.url(),
  data_compliance: z.array(z.looseObject({ type: z.literal('gdpr') })),
  internal_job_id: z.int().nullable(),
  location: z.strictObject({ name: z.string() }),
  metadata: z.null(),
  id: z.int(),
  updated_at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-04:00$/),
  requisition_id: z.string().nullable(),
  title: z.string(),
  company_name: z.string(),
  first_published: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-04:00$/),
  application_deadline: z.null(),
  language: z.string(),
});
const greenhouseOrganizer = z.strictObject({
  id: z.int(),
  name: z.string(),
  child_ids: z.array(z.int()),
  parent_id: z.int().nullable(),
});
export const greenhouseJobWithContent = greenhouseJob.extend({
  content: z.string().startsWith('&lt;p&gt;'),
  departments: z.array(greenhouseOrganizer),
  offices: z.array(greenhouseOrganizer.extend({ location: z.string().nullable() })),
});

/** https://github.com/lever/postings-api#get-a-list-of-job-postings */
export const leverPostings = z.array(
  z.strictObject({
    id: z.uuid(),
    text: z.string(),
    categories: z.strictObject({
      commitment: z.string(),
      department: z.string(),
      location: z.string(),
      team: z.string(),
      allLocations: z.array(z.string()).min(1),
    }),
    country: z.string().length(2),
    createdAt: z.int(),
    workplaceType: z.enum(['onsite', 'on-site', 'hybrid', 'remote', 'unspecified']),
    opening: z.string(),
    openingPlain: z.string(),
    description: z.string(),
    descriptionPlain: z.string(),
    descriptionBody: z.string(),
    descriptionBodyPlain: z.string(),
    lists: z.array(z.strictObject({ text: z.string(), content: z.string() })),
    additional: z.string(),
    additionalPlain: z.string(),
    salaryRange: z
      .strictObject({
        currency: z.string().length(3),
        interval: z.string(),
        min: z.number(),
        max: z.number(),
      })
      .optional(),
    hostedUrl: z.url(),
    applyUrl: z.url(),
  }),
);

/** https://developers.ashbyhq.com/docs/public-job-posting-api */
const ashbyAddress = z.strictObject({
  postalAddress: z.strictObject({ addressLocality: z.string(), addressCountry: z.string() }),
});
const ashbyPosting = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  department: z.string(),
  team: z.string(),
  employmentType: z.enum(['FullTime', 'PartTime', 'Intern', 'Contract', 'Temporary']),
  location: z.string(),
  secondaryLocations: z.array(z.strictObject({ location: z.string(), address: ashbyAddress })),
  publishedAt: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/),
  isListed: z.boolean(),
  isRemote: z.boolean().nullable(),
  workplaceType: z.enum(['OnSite', 'Remote', 'Hybrid']).nullable(),
  address: ashbyAddress,
  jobUrl: z.url(),
  applyUrl: z.url(),
  descriptionHtml: z.string(),
  descriptionPlain: z.string(),
});
export const ashbyBoard = z.strictObject({
  apiVersion: z.literal('1'),
  jobs: z.array(ashbyPosting),
});
const ashbySalary = z.strictObject({
  compensationType: z.literal('Salary'),
  interval: z.literal('1 YEAR'),
  currencyCode: z.string().length(3),
  minValue: z.number(),
  maxValue: z.number(),
});
export const ashbyBoardWithPay = z.strictObject({
  apiVersion: z.literal('1'),
  jobs: z.array(
    ashbyPosting.extend({
      shouldDisplayCompensationOnJobPostings: z.boolean(),
      compensation: z.strictObject({
        compensationTierSummary: z.string().nullable(),
        scrapeableCompensationSalarySummary: z.string().nullable(),
        compensationTiers: z.array(
          z.strictObject({
            id: z.uuid(),
            tierSummary: z.string(),
            title: z.string().nullable(),
            additionalInformation: z.string().nullable(),
            components: z.array(ashbySalary.extend({ id: z.uuid(), summary: z.string() })),
          }),
        ),
        summaryComponents: z.array(ashbySalary),
      }),
    }),
  ),
});

const labelled = z.strictObject({ id: z.string(), label: z.string() });

/** https://developers.smartrecruiters.com/docs/posting-api */
export const smartRecruitersPostings = z.strictObject({
  offset: z.int(),
  limit: z.int(),
  totalFound: z.int(),
  content: z.array(
    z.strictObject({
      id: z.string().regex(/^\d+$/),
      name: z.string(),
      uuid: z.uuid(),
      jobAdId: z.uuid(),
      defaultJobAd: z.boolean(),
      refNumber: z.string(),
      company: z.strictObject({ identifier: z.string(), name: z.string() }),
      releasedDate: z.iso.datetime(),
      location: z.looseObject({ city: z.string(), country: z.string().regex(/^[a-z]{2}$/) }),
      industry: labelled,
      department: labelled,
      function: labelled,
      typeOfEmployment: labelled,
      experienceLevel: labelled,
      customField: z.array(z.unknown()),
      ref: z.url(),
      creator: z.strictObject({ name: z.string() }),
      language: z.looseObject({ code: z.string() }),
    }),
  ),
});

/** As published recordings of `/api/accounts/{account}?details=true` have it. */
export const workableAccount = z.strictObject({
  name: z.string(),
  description: z.string().nullable(),
  jobs: z.array(
    z.looseObject({
      title: z.string(),
      shortcode: z.string().regex(/^[0-9A-F]{10}$/),
      telecommuting: z.boolean(),
      department: z.string(),
      url: z.url(),
      published_on: z.iso.date(),
      created_at: z.iso.date(),
      country: z.string(),
      locations: z.array(z.looseObject({ countryCode: z.string().length(2) })),
      description: z.string(),
    }),
  ),
});
