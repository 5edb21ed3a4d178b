/** Which services a company's domain was set up with. */
import type { Supplement } from '../../supplement.ts';
import { dnsEvidence } from './evidence.ts';
import type { DnsReader } from './records.ts';

export interface DnsOptions {
  /** Null where nobody may be asked. */
  readonly dns: DnsReader | null;
  readonly deadlineMs: number;
}

const dayMs = 86_400_000;

export function createDns({ dns, deadlineMs }: DnsOptions): Supplement {
  const records = (reader: DnsReader, domain: string) => ({
    key: `dns:records:${domain}`,
    deadlineMs,
    // What is incomplete is asked again soon.
    ttlMs: (found: Awaited<ReturnType<DnsReader['read']>>) => (found?.incomplete ? 0 : dayMs),
    load: () => reader.read(domain),
  });

  return {
    id: 'dns',
    start: ({ domain }, { ask, failure }) => {
      const asked = dns && domain ? ask(records(dns, domain)) : null;
      return async ({ site }) => {
        const found = asked && (await asked);
        if (!dns) {
          const detail = 'Looking domains up is switched off.';
          return { evidence: [], verdict: { status: 'not-configured', detail } };
        }
        if (!asked) {
          const detail = 'The record has no web domain to look up.';
          return { evidence: [], verdict: { status: 'not-applicable', detail } };
        }
        if (found === undefined) {
          const detail = 'The domain’s DNS did not answer.';
          return { evidence: [], verdict: failure() ?? { status: 'failed', detail } };
        }
        if (found === null) {
          const detail = `The domain ${domain} does not exist.`;
          return { evidence: [], verdict: { status: 'empty', detail } };
        }
        // A domain that is not surely the company's says nothing about the company.
        const evidence = site ? dnsEvidence(found) : [];
        const gap = found.incomplete ? ' Not everything could be looked up.' : '';
        if (!site) {
          const detail = 'The domain was looked up, but it is not surely this company’s.';
          return { evidence, verdict: { status: 'found', detail } };
        }
        const count = evidence.length;
        return {
          evidence,
          verdict:
            count === 0
              ? { status: 'empty', detail: `The domain’s records name no known service.${gap}` }
              : {
                  status: 'found',
                  detail: `The domain was set up with ${count} known service${count === 1 ? '' : 's'}.${gap}`,
                },
        };
      };
    },
  };
}
