/** The records of a domain that tell which services it was set up with. */
import { Resolver } from 'node:dns/promises';
import type { Runtime } from '../../../runtime.ts';
import { SourceFailure } from '../failure.ts';

const label = 'The domain’s DNS';

export interface DnsRecords {
  readonly domain: string;
  /** Names in small letters, without a dot at the end. */
  readonly mail: readonly string[];
  readonly text: readonly string[];
  readonly nameServers: readonly string[];
  /** What `www.` is another name for. */
  readonly website: readonly string[];
  /** Not every question was answered, so that what is missing is unknown. */
  readonly incomplete: boolean;
  readonly retrievedAt: string;
}

/** The part of Node's resolver that is used. */
export type DnsResolver = Pick<Resolver, 'resolveMx' | 'resolveTxt' | 'resolveNs' | 'resolveCname'>;

export interface DnsReader {
  /** Null when the domain does not exist. @throws SourceFailure when nobody says */
  read(domain: string): Promise<DnsRecords | null>;
}

/** Milliseconds for one attempt; there are two. */
const attemptMs = 1_000;
/** Records of one kind that are looked at; a domain with more is not worth the time. */
const most = 100;

/** @param servers `address` or `address:port`; null asks those of this machine */
export function dnsResolver(servers: readonly string[] | null): DnsResolver {
  const resolver = new Resolver({ timeout: attemptMs, tries: 2, maxTimeout: 2 * attemptMs });
  if (servers) resolver.setServers(servers);
  return resolver;
}

export function createDnsReader(resolver: DnsResolver, runtime: Runtime): DnsReader {
  return {
    async read(domain) {
      const answers = await Promise.all([
        asked(resolver.resolveMx(domain)),
        asked(resolver.resolveTxt(domain)),
        asked(resolver.resolveNs(domain)),
        asked(resolver.resolveCname(`www.${domain}`)),
      ]);
      const [mail, text, nameServers, website] = answers;
      const own = [mail, text, nameServers];
      if (own.every(({ state }) => state === 'failed')) {
        throw new SourceFailure(`${label} could not be asked.`, {
          late: own.every(({ late }) => late),
        });
      }
      if (own.every(({ state }) => state === 'no-domain')) return null;
      return {
        domain,
        mail: mail.found.slice(0, most).map(({ exchange }) => name(exchange)),
        // A long text comes in pieces: https://www.rfc-editor.org/rfc/rfc7208#section-3.3
        text: text.found.slice(0, most).map((pieces) => pieces.join('').slice(0, 2_000)),
        nameServers: nameServers.found.slice(0, most).map(name),
        website: website.found.slice(0, most).map(name),
        incomplete: answers.some(({ state }) => state === 'failed'),
        retrievedAt: runtime.now().toISOString(),
      };
    },
  };
}

interface Asked<T> {
  readonly state: 'answered' | 'no-domain' | 'failed';
  readonly late: boolean;
  readonly found: readonly T[];
}

/** https://nodejs.org/api/dns.html#error-codes */
async function asked<T>(question: Promise<readonly T[]>): Promise<Asked<T>> {
  try {
    return { state: 'answered', late: false, found: await question };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENODATA') return { state: 'answered', late: false, found: [] };
    if (code === 'ENOTFOUND') return { state: 'no-domain', late: false, found: [] };
    return { state: 'failed', late: code === 'ETIMEOUT', found: [] };
  }
}

const name = (host: string) => host.toLowerCase().replace(/\.$/, '');
