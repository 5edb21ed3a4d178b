/** What a kind of accounts says about headcount. */

export interface HeadcountBand {
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * UK size regimes by kind of accounts. A company may use a regime when it keeps within two of three
 * limits, one of them average employees: micro 10, small 50, medium 250 (Companies Act 2006,
 * ss. 382, 384A, 465: https://www.legislation.gov.uk/ukpga/2006/46/part/15/chapter/1). There is no
 * lower limit: every micro company may file as a small one.
 *
 * `full`, `group`, `interim` and `initial` are absent: a company of any size may file them.
 * `dormant` says nothing about people.
 */
const upTo = (maximum: number): HeadcountBand => ({ minimum: 0, maximum });
const bands: ReadonlyMap<string, HeadcountBand> = new Map([
  ['micro-entity', upTo(10)],
  ['small', upTo(50)],
  ['total-exemption-full', upTo(50)],
  ['total-exemption-small', upTo(50)],
  ['partial-exemption', upTo(50)],
  ['unaudited-abridged', upTo(50)],
  ['audited-abridged', upTo(50)],
  ['medium', upTo(250)],
]);

/** Employees a filer of these accounts usually has at most; null when the kind does not tell. */
export function headcountBand(accountsType: string | null): HeadcountBand | null {
  return (accountsType === null ? null : bands.get(accountsType)) ?? null;
}
