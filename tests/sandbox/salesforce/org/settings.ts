/** What an administrator of an org sets up and our package meets. */

export interface ValidationRule {
  readonly object: string;
  /** SOQL condition that holds when the record is wrong, e.g. `Phone = null AND Email = null`. */
  readonly errorWhen: string;
  readonly message: string;
  /** Field the message stands at; on top of the page when absent. */
  readonly errorField?: string;
}

export interface DuplicateRule {
  readonly object: string;
  readonly name: string;
  /** Records are duplicates when all of these have the same value. */
  readonly matchOn: readonly string[];
  /** Whether a caller may save all the same with `allowSave=true`. */
  readonly allowSave: boolean;
  readonly message?: string;
}

export interface OrgOptions {
  /** 15 or 18 characters. */
  readonly id?: string;
  readonly name?: string;
  readonly isSandbox?: boolean;
  /** `oppspot` when absent; `''`: fields without prefix; null: package not installed. */
  readonly namespace?: string | null;
  readonly validationRules?: readonly ValidationRule[];
  readonly duplicateRules?: readonly DuplicateRule[];
  /** Objects change events are told of. Five may be chosen: the five our package works on. */
  readonly changeEvents?: readonly string[];
}

export const chosenForChangeEvents = ['Account', 'Contact', 'Lead', 'Opportunity', 'Task'];
