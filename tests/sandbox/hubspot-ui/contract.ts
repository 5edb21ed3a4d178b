/** What the pages and their server say to each other. */

/** One of the values something may take. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Objects with pages of their own. */
export type PageObject = 'contacts' | 'companies' | 'deals';

/** Objects with a list, and with cards of ours. */
export type ListedObject = 'contacts' | 'companies';

export interface Person {
  readonly id: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

export interface CardView {
  readonly uid: string;
  readonly title: string;
  readonly location: string;
  readonly objectTypes: readonly ListedObject[];
  readonly bundle: string;
}

export interface ActionField {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly isRequired: boolean;
  readonly options: readonly Choice[];
}

export interface ActionOutput {
  readonly name: string;
  readonly label: string;
  /** Prose, which a column is too narrow for. */
  readonly isLong: boolean;
  readonly options: readonly Choice[];
}

export interface ActionView {
  readonly uid: string;
  readonly name: string;
  readonly description: string;
  readonly objects: readonly ListedObject[];
  readonly inputs: readonly ActionField[];
  readonly outputs: readonly ActionOutput[];
}

export interface RecordToTryView {
  readonly type: ListedObject;
  readonly id: string;
  readonly title: string;
  readonly shows: string;
}

/** Everything a page knows before it shows a record. */
export interface AppView {
  readonly portal: { readonly id: number; readonly timezone: string };
  readonly user: Person;
  readonly app: {
    readonly id: number;
    readonly uid: string;
    readonly name: string;
    readonly description: string;
  };
  readonly variables: Readonly<Record<string, string | number | boolean>>;
  /** Where public origins of the app stand on this machine. */
  readonly localOrigins: Readonly<Record<string, string>>;
  readonly owners: readonly { readonly id: string; readonly name: string }[];
  readonly cards: readonly CardView[];
  readonly settings: { readonly uid: string; readonly bundle: string } | null;
  readonly actions: readonly ActionView[];
  readonly recordsToTry: readonly RecordToTryView[];
}

export interface RowView {
  readonly id: string;
  readonly title: string;
  readonly email: string;
  readonly domain: string;
  readonly company: string;
  readonly owner: string;
  readonly score: string;
  readonly updatedAt: string;
}

export interface ListView {
  /** Records that match, those beyond the page included. */
  readonly total: number;
  readonly rows: readonly RowView[];
}

export interface PropertyView {
  readonly name: string;
  readonly label: string;
  /** As HubSpot stores it; null when it was never set. */
  readonly value: string | null;
  /** As a person reads it; '' without a value. */
  readonly display: string;
  readonly kind: 'text' | 'long-text' | 'number' | 'datetime' | 'date' | 'choice' | 'choices';
  readonly options: readonly Choice[];
  readonly readOnly: boolean;
}

export interface PropertyGroupView {
  readonly name: string;
  readonly label: string;
  readonly properties: readonly PropertyView[];
}

export interface AssociatedView {
  readonly type: PageObject;
  readonly id: string;
  readonly title: string;
  readonly isPrimary: boolean;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

export interface ActivityView {
  readonly type: 'tasks' | 'notes' | 'deals';
  readonly id: string;
  readonly title: string;
  /** Plain text. */
  readonly body: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly createdAt: string;
}

export interface RecordView {
  readonly type: PageObject;
  readonly objectTypeId: string;
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly groups: readonly PropertyGroupView[];
  readonly associated: Readonly<Record<PageObject, readonly AssociatedView[]>>;
  /** Newest first. */
  readonly activities: readonly ActivityView[];
  /** Every value that is set, for cards. */
  readonly values: Readonly<Record<string, string>>;
}

export interface EnrolmentView {
  readonly callbackId: string;
  readonly recordId: string;
  readonly type: ListedObject;
  readonly title: string;
  readonly state: 'sending' | 'blocked' | 'completed' | 'failed';
  readonly outputs: Readonly<Record<string, string>>;
  readonly error: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

/** A refusal of the pages' own endpoints; `field` names the property it concerns. */
export interface Refusal {
  readonly message: string;
  readonly field: string | null;
}

/** Server-sent events, by name. */
export interface UiEvents {
  /** Something in the portal changed. */
  readonly portal: Record<string, never>;
  /** An enrolment changed. */
  readonly enrolments: Record<string, never>;
  /** Sources were saved: a bundle that is new, or why there is none. */
  readonly bundle: { readonly bundle: string; readonly error: string | null };
  /** The pages themselves are new. */
  readonly pages: { readonly error: string | null };
}
