/** What the workflow page needs of the portal's workflow engine. */
export interface Enrolment {
  readonly callbackId: string;
  readonly recordId: string;
  readonly objectType: string;
  readonly state: 'sending' | 'blocked' | 'completed' | 'failed';
  readonly outputFields: Record<string, unknown> | null;
  readonly error: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

export interface WorkflowEngine {
  /** Sends the records into the workflow. Returns the id of the batch. */
  enrol(input: {
    objectType: 'CONTACT' | 'COMPANY';
    recordIds: string[];
    inputFields: Record<string, string>;
  }): string;
  enrolments(batchId?: string): readonly Enrolment[];
  /** Returns what ends it. */
  onChange(listener: () => void): () => void;
}
