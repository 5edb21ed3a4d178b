/**
 * Asks a tenant's own provider about a company. Its answer belongs to the tenant: nothing of it is kept
 * in a cache that others read, and it never decides which company it is.
 */
import type { z } from 'zod';
import {
  type OwnProviderFact,
  type OwnProviderKind,
  ownProviderAnswer,
} from '../../../shared/contract/own-provider.ts';
import type { SourceCoverage } from '../../../shared/contract/v1.ts';
import type { Evidence } from '../../../shared/evidence/evidence.ts';
import { plainText } from '../../../shared/narrative/plain-text.ts';
import type { Runtime } from '../../runtime.ts';
import type { Secret } from '../../secrets/secret.ts';
import type { Fetcher } from '../fetcher/fetcher.ts';
import type { ResearchSubject } from '../provider.ts';
import { isSourceFailure, SourceFailure } from '../providers/failure.ts';
import { getJson } from '../providers/json-source.ts';
import { factsAsEvidence } from './facts.ts';
import { pdlCompany, pdlFacts } from './people-data-labs.ts';

export interface OwnProvider {
  readonly kind: OwnProviderKind;
  readonly name: string;
  readonly url: string;
  readonly secret: Secret;
  readonly minLikelihood: number;
}

export interface OwnFinding {
  readonly evidence: readonly Evidence[];
  readonly source: SourceCoverage;
}

export interface OwnProviderDeps {
  readonly fetcher: Fetcher;
  readonly runtime: Runtime;
  /** Milliseconds for one question. */
  readonly timeoutMs: number;
}

const maxBytes = 500_000;

interface Answer {
  readonly likelihood: number;
  readonly facts: readonly OwnProviderFact[];
}

/** Never throws for the provider's failure: that is coverage. */
export async function askOwnProvider(
  deps: OwnProviderDeps,
  provider: OwnProvider,
  subject: ResearchSubject,
): Promise<OwnFinding> {
  const { runtime } = deps;
  const label = plainText(provider.name, 60);
  const started = runtime.now().getTime();
  const told = (
    status: SourceCoverage['status'],
    detail: string,
    evidence: readonly Evidence[] = [],
  ): OwnFinding => ({
    evidence,
    source: {
      provider: 'own-provider',
      label,
      status,
      detail,
      durationMs: Math.max(0, runtime.now().getTime() - started),
      fromCache: false,
    },
  });
  try {
    const answer = await ask(deps, provider, subject, label);
    if (answer === null) return told('empty', `${label} knows no such company.`);
    if (answer.likelihood < provider.minLikelihood) {
      return told(
        'empty',
        `${label} is not sure enough that it means this company: ${answer.likelihood} of 10, wanted are ${provider.minLikelihood}.`,
      );
    }
    const evidence = factsAsEvidence(answer.facts, label, runtime.now().toISOString());
    if (evidence.length === 0) return told('empty', `${label} says nothing that can be used.`);
    const facts = `${evidence.length} fact${evidence.length === 1 ? '' : 's'}`;
    return told('found', `${facts}, likelihood ${answer.likelihood} of 10.`, evidence);
  } catch (error) {
    if (!isSourceFailure(error)) throw error;
    return told(error.late ? 'late' : 'failed', error.message);
  }
}

/** Null when it knows no such company. @throws SourceFailure */
async function ask(
  deps: OwnProviderDeps,
  provider: OwnProvider,
  subject: ResearchSubject,
  label: string,
): Promise<Answer | null> {
  const key = provider.secret.reveal();
  const today = deps.runtime.now().toISOString().slice(0, 10);
  if (provider.kind === 'people-data-labs') {
    const query = queryOf({
      website: subject.domain,
      name: subject.name,
      locality: subject.city,
      country: subject.country,
      min_likelihood: String(provider.minLikelihood),
    });
    const url = `${provider.url}/v5/company/enrich?${query}`;
    const answer = await get(deps, label, url, pdlCompany, { 'x-api-key': key });
    return answer && { likelihood: answer.likelihood, facts: pdlFacts(answer, today) };
  }
  const query = queryOf({
    version: '1',
    domain: subject.domain,
    name: subject.name,
    country: subject.country,
    registrationNumber: subject.registrationNumber,
  });
  const url = `${provider.url}/v1/company?${query}`;
  return get(deps, label, url, ownProviderAnswer, { authorization: `Bearer ${key}` });
}

async function get<T>(
  { fetcher, timeoutMs }: OwnProviderDeps,
  label: string,
  url: string,
  shape: z.ZodType<T>,
  headers: Readonly<Record<string, string>>,
): Promise<T | null> {
  const answer = await getJson(fetcher, label, url, shape, { headers, timeoutMs, maxBytes });
  if (answer.body !== null) return answer.body;
  switch (answer.status) {
    case 404:
      return null;
    case 401:
    case 403:
      throw new SourceFailure(`${label} refuses the secret; an administrator can replace it.`);
    case 402:
    case 429:
      throw new SourceFailure(`${label} takes no more requests for the moment.`);
    default:
      throw new SourceFailure(`${label} answered with status ${answer.status}.`);
  }
}

function queryOf(parts: Readonly<Record<string, string | null>>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) if (value) query.set(name, value);
  return query;
}
