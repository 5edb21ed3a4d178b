/** What research takes and gives. Providers know one public source each and nothing of CRMs or scores. */
import type { CompanyMatch } from '../../shared/company/match.ts';
import type { SourceCoverage } from '../../shared/contract/v1.ts';
import type { Evidence } from '../../shared/evidence/evidence.ts';
import type { Marks } from './marks.ts';

/** The company to look for. Already cleaned: `domain` is a registrable domain or null. */
export interface ResearchSubject {
  readonly domain: string | null;
  readonly name: string | null;
  readonly country: string | null;
  readonly city: string | null;
  readonly postcode: string | null;
  readonly registrationNumber: string | null;
  /** A person picked this company: it is not guessed again. */
  readonly picked: boolean;
}

export interface ResearchOptions {
  /** 0–1: below it the answer is candidates, not facts. */
  readonly matchThreshold: number;
  /** Ask again although a cached answer is fresh. */
  readonly refresh: boolean;
  readonly signal?: AbortSignal;
  /** Called when a provider starts and when it has ended. */
  readonly onProgress?: (event: ResearchProgress) => void;
}

export interface ResearchProgress {
  readonly provider: string;
  readonly label: string;
  readonly state: 'started' | SourceCoverage['status'];
}

export interface ResearchResult {
  readonly match: CompanyMatch;
  /** Empty unless matched. */
  readonly evidence: readonly Evidence[];
  readonly sources: readonly SourceCoverage[];
  /** Of what was read about the company; none unless matched. */
  readonly marks: Marks;
}

export interface Research {
  /** Never throws for a provider's failure: that is coverage. */
  company(subject: ResearchSubject, options: ResearchOptions): Promise<ResearchResult>;
}
