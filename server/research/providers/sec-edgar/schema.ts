/**
 * What we read of EDGAR's answers; everything else is ignored. No names of people are read.
 * https://www.sec.gov/search-filings/edgar-application-programming-interfaces
 */
import { z } from 'zod';

const text = z.string().nullish();

/** Keyed by running numbers. https://www.sec.gov/file/company-tickers */
export const companyTickers = z.record(
  z.string(),
  z.object({ cik_str: z.number().int().positive(), title: z.string() }),
);

const address = z.object({ city: text, stateOrCountry: text }).nullish();

/** Filings stand in columns of the same length, newest first. */
export const submissions = z.object({
  cik: z.union([z.string(), z.number()]),
  name: z.string(),
  sic: text,
  sicDescription: text,
  website: text,
  addresses: z.object({ business: address, mailing: address }).nullish(),
  formerNames: z.array(z.object({ name: z.string() })).nullish(),
  filings: z.object({
    recent: z.object({
      accessionNumber: z.array(z.string()),
      filingDate: z.array(z.string()),
      form: z.array(z.string()),
      items: z.array(z.string()).nullish(),
    }),
  }),
});
export type Submissions = z.infer<typeof submissions>;

/** One figure over the years. */
export const companyConcept = z.object({
  units: z.record(
    z.string(),
    z.array(
      z.object({
        start: text,
        end: z.string(),
        val: z.number(),
        fy: z.number().nullish(),
        fp: text,
        form: text,
        filed: text,
        accn: text,
      }),
    ),
  ),
});
export type CompanyConcept = z.infer<typeof companyConcept>;

/** The search behind https://www.sec.gov/edgar/search/ */
export const fullTextSearch = z.object({
  hits: z.object({
    hits: z.array(
      z.object({
        _id: z.string(),
        _source: z.object({
          ciks: z.array(z.string()),
          display_names: z.array(z.string()),
          file_date: z.string(),
          form: text,
          adsh: text,
          biz_locations: z.array(z.string()).nullish(),
        }),
      }),
    ),
  }),
});
