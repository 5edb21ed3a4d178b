/** What the Salesforce-like pages and their server say to each other. */
import type { Permissions } from '../salesforce/org/access.ts';

/** Objects with a list, and with our component on their record pages. */
export type ListedObject = 'Contact' | 'Account' | 'Lead';
/** Objects with a record page. */
export type PageObject = ListedObject | 'Opportunity' | 'Task';

/** Who may sit at the pages. */
export interface UiUser {
  /** Of a user in the org; 18 characters. */
  readonly id: string;
  readonly name: string;
  /** What the person is in the story, e.g. `Sales rep`. */
  readonly role: string;
  /** Of the package, e.g. `OppSpot_User`. */
  readonly permissionSets: readonly string[];
  /** What the profile withholds; nothing when absent. */
  readonly permissions?: Permissions;
  /** As Salesforce names it; `en_US` when absent. */
  readonly language?: string;
}

export interface RecordToTryView {
  readonly object: ListedObject;
  readonly id: string;
  readonly title: string;
  /** What one sees when enriching it; a sentence. */
  readonly shows: string;
}

/** Everything a page knows before it shows a record. */
export interface SessionView {
  readonly org: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly role: string };
  readonly users: readonly { readonly id: string; readonly name: string; readonly role: string }[];
  /** Custom permissions of the user. */
  readonly permissions: readonly string[];
  readonly recordsToTry: readonly RecordToTryView[];
}

/** How far the components are compiled. */
export type ComponentsView =
  | {
      readonly state: 'building';
      /** What is done at the moment. */
      readonly step: string;
      /** Milliseconds since it began. */
      readonly elapsedMs: number;
    }
  | { readonly state: 'ready'; readonly version: string }
  /** `error` is the compiler's own words. */
  | { readonly state: 'failed'; readonly error: string };

export interface RowView {
  readonly id: string;
  readonly title: string;
  /** In the order of the list's columns. */
  readonly values: readonly string[];
}

export interface ListView {
  readonly object: ListedObject;
  readonly label: string;
  readonly columns: readonly string[];
  /** Records that match, those beyond the page included. */
  readonly total: number;
  readonly rows: readonly RowView[];
}

export interface FieldView {
  readonly name: string;
  readonly label: string;
  /** As a person reads it; empty without a value. */
  readonly display: string;
  /** Where the value leads; null when nowhere. */
  readonly href: string | null;
}

export interface SectionView {
  readonly label: string;
  readonly fields: readonly FieldView[];
}

export interface RecordView {
  readonly object: PageObject;
  readonly objectLabel: string;
  readonly id: string;
  readonly title: string;
  readonly highlights: readonly FieldView[];
  readonly sections: readonly SectionView[];
}

export interface ActivityView {
  readonly id: string;
  readonly object: 'Task' | 'Event';
  readonly subject: string;
  readonly description: string;
  /** Status, priority, due date: what is known. */
  readonly facts: readonly string[];
  readonly isOpen: boolean;
}

export interface RelatedRecordView {
  readonly object: PageObject;
  readonly id: string;
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

export interface RelatedView {
  /** Open ones first, each with the newest first. */
  readonly activities: readonly ActivityView[];
  readonly opportunities: readonly RelatedRecordView[];
  readonly contacts: readonly RelatedRecordView[];
}

/** What a Flow hands to the action for a record. */
export interface FlowInput {
  readonly recordId: string;
  readonly refresh: boolean | null;
  readonly previewOnly: boolean | null;
  readonly waitSeconds: number | null;
}

/** What it gets back. */
export interface FlowOutput {
  readonly status: string;
  readonly score: number | null;
  readonly stage: string | null;
  readonly confidence: string | null;
  readonly summary: string | null;
  readonly message: string;
}

/** What Apex returned, or what the platform says instead. */
export type ApexReply = { readonly returned: string } | { readonly thrown: string };
