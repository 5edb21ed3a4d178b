import { recordId } from '../ids.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/get_job_info.htm */
export type JobState =
  | 'Open'
  | 'UploadComplete'
  | 'InProgress'
  | 'JobComplete'
  | 'Failed'
  | 'Aborted';

export interface JobRow {
  /** The line as it was sent. */
  readonly cells: readonly string[];
  readonly id: string;
  /** Null for a row that was written. */
  readonly error: string | null;
}

export interface IngestJob {
  readonly id: string;
  readonly object: string;
  readonly operation: 'update';
  readonly createdById: string;
  readonly createdDate: string;
  state: JobState;
  errorMessage: string | null;
  /** Null until something was uploaded. */
  names: readonly string[] | null;
  lines: readonly (readonly string[])[];
  /** Those that were worked on. */
  rows: readonly JobRow[];
  /** How often somebody looked since it was closed: Salesforce does its work meanwhile. */
  looks: number;
}

/** The Bulk API 2.0 jobs of one org. */
export class IngestJobs {
  /** Looks at a closed job before it is done; the first sees it at work. */
  looksUntilDone = 2;
  readonly #jobs = new Map<string, IngestJob>();

  open(object: string, createdById: string, createdDate: string): IngestJob {
    const id = recordId('750', this.#jobs.size + 1);
    const job: IngestJob = {
      id,
      object,
      operation: 'update',
      createdById,
      createdDate,
      state: 'Open',
      errorMessage: null,
      names: null,
      lines: [],
      rows: [],
      looks: 0,
    };
    this.#jobs.set(id, job);
    return job;
  }

  find(id: string): IngestJob | undefined {
    return this.#jobs.get(id);
  }
}
