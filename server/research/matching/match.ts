/**
 * Decides which company a record belongs to from what the sources said. Pure: the same findings
 * give the same decision. A wrong company is worse than none, so agreement has to be shown twice:
 * a name alone never reaches the default threshold.
 */
import type { CompanyCandidate, CompanyMatch } from '../../../shared/company/match.ts';
import { plainText } from '../../../shared/narrative/plain-text.ts';
import type { ResearchSubject } from '../provider.ts';
import type { Scored, SiteFinding } from './findings.ts';
import { isRenamed, type RegisterEntry, scoreRegisterEntry } from './register-score.ts';
import { scoreSite } from './site-score.ts';

export interface Findings {
  readonly subject: ResearchSubject;
  readonly site: SiteFinding;
  readonly register: readonly RegisterEntry[];
  /** False when it was not asked or failed, so its silence means nothing. */
  readonly registerAnswered: boolean;
  /** 0–1 */
  readonly threshold: number;
}

export interface Decision {
  readonly match: CompanyMatch;
  /** Facts of the website are about this company. */
  readonly useSite: boolean;
  /** The register entry whose facts are about this company; null when none is sure enough. */
  readonly registrationNumber: string | null;
  /** Why no register entry is used although there were some; null otherwise. */
  readonly registerDoubt: string | null;
}

/** Two candidates closer than this are too close to call. */
const margin = 0.1;
/** Below this a candidate is not worth showing. */
const worthShowing = 0.2;

export const registryName = 'companies-house';

export function decideMatch(findings: Findings): Decision {
  const { subject, threshold } = findings;
  const site = scoreSite(subject, findings.site);
  const renamed = findings.register.some((entry) => isRenamed(entry, findings.site, subject));
  const siteAgrees = site !== null && (renamed || site.confidence >= threshold);
  const entries = findings.register
    .map((entry) => ({ entry, ...scoreRegisterEntry(entry, findings.site, siteAgrees, subject) }))
    .sort((a, b) => b.confidence - a.confidence || a.entry.number.localeCompare(b.entry.number));
  const [first, second] = entries;
  const rival = first && second && first.confidence - second.confidence < margin ? second : null;
  const registered = first && first.confidence >= threshold && !rival ? first : null;

  if (registered || siteAgrees) {
    return {
      match: {
        status: 'matched',
        company: matchedCompany(findings, siteAgrees ? site : null, registered),
      },
      useSite: siteAgrees,
      registrationNumber: registered?.entry.number ?? null,
      registerDoubt: registered || !first ? null : doubt(first, rival, threshold),
    };
  }

  const candidates = [
    ...(site ? [siteCandidate(findings, site)] : []),
    ...entries.map((scored) => entryCandidate(scored.entry, scored)),
  ]
    .filter((candidate) => candidate.confidence >= worthShowing)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, 5);
  const undecided = { useSite: false, registrationNumber: null, registerDoubt: null };
  const best = candidates[0];
  if (!best) return { ...undecided, match: notFound(findings) };
  return {
    ...undecided,
    match: {
      status: 'ambiguous',
      candidates,
      reason:
        rival && first && first.confidence >= threshold
          ? 'Two companies fit about equally well. Pick the right one.'
          : `The best candidate fits ${percent(best.confidence)}, below the ${percent(threshold)} that is asked for. Pick the right company.`,
    },
  };
}

function matchedCompany(
  findings: Findings,
  site: Scored | null,
  registered: (Scored & { entry: RegisterEntry }) | null,
): CompanyCandidate {
  const { subject } = findings;
  const page = findings.site.state === 'read' && site ? findings.site.identity : null;
  return {
    domain: site ? subject.domain : null,
    name: page?.names[0] ?? subject.name ?? registered?.entry.legalName ?? subject.domain ?? '',
    registration: registered ? { registry: registryName, number: registered.entry.number } : null,
    locality: page?.locality ?? registered?.entry.locality ?? subject.city,
    confidence: Math.max(site?.confidence ?? 0, registered?.confidence ?? 0),
    reasons: [...new Set([...(site?.reasons ?? []), ...(registered?.reasons ?? [])])],
  };
}

function siteCandidate(findings: Findings, site: Scored): CompanyCandidate {
  const { subject } = findings;
  const page = findings.site.state === 'read' ? findings.site.identity : null;
  return {
    domain: subject.domain,
    name: page?.names[0] ?? subject.domain ?? '',
    registration: null,
    locality: page?.locality ?? null,
    ...site,
  };
}

function entryCandidate(entry: RegisterEntry, scored: Scored): CompanyCandidate {
  return {
    domain: null,
    name: entry.legalName,
    registration: { registry: registryName, number: entry.number },
    locality: entry.locality,
    confidence: scored.confidence,
    reasons: [...scored.reasons],
  };
}

function doubt(first: Scored, rival: Scored | null, threshold: number): string {
  if (rival && first.confidence >= threshold) return 'two entries fit about equally well';
  return `the closest entry fits only ${percent(first.confidence)}`;
}

/** Says only of sources that answered that they know nothing. */
function notFound({ subject, site, registerAnswered }: Findings): CompanyMatch {
  const what = plainText(
    subject.name ?? subject.domain ?? subject.registrationNumber ?? 'this company',
    80,
  );
  const reason =
    site.state === 'missing'
      ? `The domain ${subject.domain} does not exist${registerAnswered ? `, and no register entry fits ${what}` : ''}. Correct the company's domain or name and try again.`
      : registerAnswered
        ? `No public source knows ${what}. Add the company's web domain or registration number and try again.`
        : `No public source could be asked about ${what}: there is no web domain to read, and no company register answered. Add the company's web domain and try again.`;
  return { status: 'none', code: 'not-found', reason };
}

const percent = (value: number) => `${Math.round(value * 100)}%`;
