/**
 * One research of one company. Everything that can be asked at once is: the website, its usual careers
 * page and a register search by name start together; a register entry is read as soon as its number
 * is known, the job boards as soon as they are; nothing waits for a source it does not need.
 */
import { nameSimilarity } from '../../shared/company/similarity.ts';
import { careersLookup } from './careers-lookup.ts';
import { jobsVerdict, registerVerdict, siteVerdict } from './coverage.ts';
import { changesOf } from './history.ts';
import type { Marks } from './marks.ts';
import type { SiteFinding } from './matching/findings.ts';
import { type Decision, decideMatch } from './matching/match.ts';
import type { RegisterEntry } from './matching/register-score.ts';
import { notingMarks } from './noting-marks.ts';
import { findOpenJobs } from './open-jobs.ts';
import type { ResearchResult, ResearchSubject } from './provider.ts';
import { entryOfProfile, registerEvidence } from './providers/companies-house/evidence.ts';
import type { CompanyProfile, FilingItem } from './providers/companies-house/schema.ts';
import { openJobsEvidence } from './providers/job-boards/evidence.ts';
import { identityOf, siteEvidence } from './providers/website/evidence.ts';
import type { SiteReading } from './providers/website/read-site.ts';
import { type RegisterLookup, registerLookup } from './register-lookup.ts';
import type { Remember } from './remember.ts';
import { type SourceTrack, type TrackContext, trackSource } from './source-track.ts';
import { type Dated, questionsTo, type Sources } from './sources.ts';
import type { SettledCompany } from './supplement.ts';
import { startSupplements } from './supplements.ts';

export interface RunOptions extends TrackContext {
  readonly matchThreshold: number;
  readonly refresh: boolean;
}

/** Of several numbers on a site only the first few are looked up. */
const mostNumbers = 3;
/** From here a register entry is worth reading before the website has confirmed it. */
const likely = 0.5;

/** Never throws for a source's failure. */
export async function runResearch(
  subject: ResearchSubject,
  sources: Sources,
  remembers: Remember,
  options: RunOptions,
): Promise<ResearchResult> {
  const { remember, marks } = notingMarks(remembers);
  const questions = questionsTo(sources, options.refresh);
  const siteTrack = trackSource('website', options);
  const registerTrack = trackSource('companies-house', options);
  const jobsTrack = trackSource('job-boards', options);
  const { domain } = subject;
  const register = sources.register
    ? registerLookup(sources.register, questions, remember, registerTrack)
    : null;

  const supplements = startSupplements(subject, sources, remember, options);

  // The decision is only known later; until then the site counts as used.
  const careers = careersLookup(questions, remember);
  const readHome = async (asked: string) => {
    const question = questions.home(asked);
    const load = (signal: AbortSignal) => {
      // Only with a home page that has to be read: a kept one says where the careers page is.
      careers.guess(asked);
      return question.load(signal);
    };
    const reading = await siteTrack.ask(() => remember({ ...question, load }));
    siteTrack.ended(siteVerdict(subject, reading, siteTrack.failure, 1, true).status);
    return reading;
  };
  const home = domain ? readHome(domain) : undefined;
  const readJobs = async () => {
    const found = await findOpenJobs(await home, careers, questions, remember, jobsTrack);
    jobsTrack.ended(jobsVerdict(found, jobsTrack.failure, true).status);
    return found;
  };
  const readRegister = async () => {
    const decided = await decideRegister(
      subject,
      home,
      siteTrack,
      register,
      options.matchThreshold,
    );
    const number = decided.decision.registrationNumber;
    const [profile, filings] = await Promise.all([
      number ? register?.profile(number) : null,
      number ? register?.filings(number) : null,
    ]);
    const reading = await home;
    supplements.settle(settledCompany(subject, reading, decided.decision, profile, filings));
    return { ...decided, profile, filings };
  };
  const [reading, openJobs, { decision, asked, profile, filings }] = await Promise.all([
    home,
    readJobs(),
    readRegister(),
  ]);
  const further = await supplements.end();
  const { useSite } = decision;

  const siteFacts = reading?.state === 'read' && useSite ? siteEvidence(reading.site) : [];
  const registerFacts = profile
    ? registerEvidence({
        profile: profile.value,
        filings: filings ?? [],
        retrievedAt: profile.retrievedAt,
      })
    : [];
  const jobFacts =
    openJobs.state === 'linked' && useSite ? openJobs.snapshots.map(openJobsEvidence) : [];

  const states = [...siteFacts, ...jobFacts];
  const changed =
    useSite && domain && decision.match.status === 'matched'
      ? await changesOf(sources.history, domain, states, options.onError)
      : [];

  const verdicts = [
    [siteTrack, siteVerdict(subject, reading, siteTrack.failure, siteFacts.length, useSite)],
    [
      registerTrack,
      registerVerdict({
        configured: register !== null,
        asked,
        decision,
        profile: profile?.value ?? null,
        failure: registerTrack.failure,
        country: subject.country ?? siteCountry(reading),
      }),
    ],
    [jobsTrack, jobsVerdict(openJobs, jobsTrack.failure, useSite)],
  ] as const;
  return {
    match: decision.match,
    evidence: [...registerFacts, ...siteFacts, ...jobFacts, ...changed, ...further.evidence],
    sources: [
      ...verdicts.map(([track, verdict]) => {
        track.ended(verdict.status);
        return track.coverage(verdict.status, verdict.detail);
      }),
      ...further.sources,
    ],
    marks: decision.match.status === 'matched' ? ownMarks(marks(), decision) : {},
  };
}

/** Null unless it is known which company this is. */
function settledCompany(
  subject: ResearchSubject,
  reading: SiteReading | undefined,
  decision: Decision,
  profile: Dated<CompanyProfile> | null | undefined,
  filings: readonly FilingItem[] | null | undefined,
): SettledCompany | null {
  if (decision.match.status !== 'matched') return null;
  return {
    subject,
    site: reading?.state === 'read' && decision.useSite ? reading.site : null,
    register: profile ? { profile, filings: filings ?? [] } : null,
  };
}

/** What was read of entries and a website that turned out to be another company's is not watched. */
function ownMarks(marks: Marks, { registrationNumber, useSite }: Decision): Marks {
  const ofSite = /^(website|board|newsroom):/;
  const isOwn = (subject: string) =>
    subject.startsWith('companies-house:')
      ? subject.endsWith(`:${registrationNumber}`)
      : useSite || !ofSite.test(subject);
  return Object.fromEntries(Object.entries(marks).filter(([subject]) => isOwn(subject)));
}

function siteCountry(reading: SiteReading | undefined): string | null {
  return reading?.state === 'read' ? (reading.site.page.organization?.country ?? null) : null;
}

/** Which company it is, asking the register only for what the website leaves open. */
async function decideRegister(
  subject: ResearchSubject,
  home: Promise<SiteReading | undefined> | undefined,
  siteTrack: SourceTrack,
  register: RegisterLookup | null,
  threshold: number,
): Promise<{ decision: Decision; asked: boolean }> {
  const entries = new Map<string, RegisterEntry>();
  let site: SiteFinding = { state: subject.domain ? 'unknown' : 'no-domain' };
  const decide = () =>
    decideMatch({
      subject,
      site,
      register: [...entries.values()],
      registerAnswered: asked && register?.failed === false,
      threshold,
    });

  const { registrationNumber } = subject;
  const searchable = subject.name !== null && (subject.country ?? 'GB') === 'GB';
  const pickedEntry = subject.picked && registrationNumber !== null;
  const searched =
    register && subject.name && searchable && !pickedEntry ? register.search(subject.name) : null;
  let asked = searched !== null;
  const prefetch = (number: string | null) => {
    if (!number || !register) return;
    asked = true;
    void register.profile(number);
    void register.filings(number);
  };
  prefetch(registrationNumber);
  // While the website is being read, the entry that it will most likely confirm is read too.
  void searched?.then((found) => {
    const early = decideMatch({
      subject,
      site: { state: 'no-domain' },
      register: found,
      registerAnswered: true,
      threshold: subject.domain ? Math.min(threshold, likely) : threshold,
    });
    prefetch(early.registrationNumber);
  });

  const reading = await home;
  site = siteFinding(subject, reading, siteTrack);
  const stated = site.state === 'read' ? site.identity.registrationNumbers : [];
  const numbers = [...new Set([...(registrationNumber ? [registrationNumber] : []), ...stated])];
  if (numbers.length === 1) prefetch(numbers[0] ?? null);
  const lookedUp = numbers.slice(0, mostNumbers);
  asked ||= register !== null && lookedUp.length > 0;
  const profiles = await Promise.all(lookedUp.map((number) => register?.profile(number)));
  for (const [index, number] of lookedUp.entries()) {
    const profile = profiles[index];
    if (profile) entries.set(number, entryOfProfile(profile.value));
    // A pick stands although the register cannot be asked just now.
    else if (profile === undefined && pickedEntry && number === registrationNumber) {
      entries.set(number, unreadEntry(number, subject.name));
    }
  }
  let decision = decide();
  if (decision.registrationNumber || pickedEntry || !register) return { decision, asked };

  const add = (found: readonly RegisterEntry[]) => {
    for (const entry of found) if (!entries.has(entry.number)) entries.set(entry.number, entry);
    decision = decide();
  };
  if (searched) add(await searched);
  const otherName = decision.registrationNumber ? null : nameToSearch(subject, site, decision);
  if (otherName) {
    asked = true;
    add(await register.search(otherName));
  }
  return { decision, asked };
}

/** The name the site gives itself, where it is news. */
function nameToSearch(
  subject: ResearchSubject,
  site: SiteFinding,
  decision: Decision,
): string | null {
  if (!decision.useSite || site.state !== 'read') return null;
  const { names, country } = site.identity;
  if ((subject.country ?? country ?? 'GB') !== 'GB') return null;
  // The legal name is the last of the names a site states; the first is its brand.
  const candidates = subject.name ? [...names].reverse() : [...names];
  const known = subject.name;
  return candidates.find((name) => !known || nameSimilarity(name, known) < 0.93) ?? null;
}

function siteFinding(
  subject: ResearchSubject,
  reading: SiteReading | undefined,
  track: SourceTrack,
): SiteFinding {
  if (!subject.domain) return { state: 'no-domain' };
  if (!reading) return { state: track.failure?.answered ? 'unread' : 'unknown' };
  switch (reading.state) {
    case 'read':
      return { state: 'read', identity: identityOf(reading.site) };
    case 'disallowed':
      return { state: 'unread' };
    case 'missing':
      return { state: 'missing' };
  }
}

function unreadEntry(number: string, name: string | null): RegisterEntry {
  return {
    number,
    legalName: name ?? `Company ${number}`,
    previousNames: [],
    status: 'unknown',
    locality: null,
    postcode: null,
    country: 'GB',
  };
}
