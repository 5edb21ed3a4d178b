/** A record as a person in Salesforce sees it; values Salesforce itself keeps may be given too. */
export interface SalesforceSeedRecord {
  /** The next free one when absent. 15 or 18 characters with the object's key prefix. */
  readonly id?: string;
  readonly type: string;
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * Records in an order in which parents come before their children. The stand-in refuses a seed with an
 * unknown field, a value of the wrong type or a lookup to nowhere.
 */
export interface SalesforceSeed {
  readonly records?: readonly SalesforceSeedRecord[];
}
