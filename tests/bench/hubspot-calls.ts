/** What one click costs of a portal's limit. */
import type { LoggedRequest } from '../sandbox/hubspot/index.ts';
import { type Benchmark, measurement } from './benchmark.ts';
import { type BenchSandbox, withSandbox } from './support/bench-sandbox.ts';
import { callsOneByOne } from './support/one-by-one.ts';

export const hubspotCalls: Benchmark = {
  names: [
    'hubspot.calls_per_click',
    'hubspot.calls_per_repeated_click',
    'hubspot.calls_per_company_click',
  ],
  run: () => withSandbox({ companies: 2 }, measure),
};

async function measure({ sandbox, companies, click }: BenchSandbox) {
  const [first, second] = companies;
  const contactId = first?.contactIds[0];
  if (!contactId || !second) throw new Error('there is nothing to click on');
  const callsOf = async (object: 'contact' | 'company', id: string, expected: string) => {
    sandbox.hubspot.clearRequests();
    // The command line, because a button pressed again at once is answered without any call.
    const { enrichment } = await click(object, id, 'cli');
    const kinds = enrichment.written.map(({ kind }) => kind).toSorted();
    if (kinds.join() !== expected)
      throw new Error(`a click wrote ${kinds.join()}, not ${expected}`);
    // Without what the app asks once a minute for no account of its own.
    return sandbox.hubspot.requests().filter(({ portalId }) => portalId !== null);
  };
  const contact = await callsOf('contact', contactId, 'deal,fields,task');
  const repeated = await callsOf('contact', contactId, 'fields');
  const company = await callsOf('company', second.companyId, 'deal,fields,task');
  return [
    perClick(
      'hubspot.calls_per_click',
      contact,
      'One click on a contact with a company and an earlier deal that writes properties, a task and a deal, in a ' +
        `provisioned portal: ${told(contact)}. Requirement: at most 6. ${naive}`,
    ),
    perClick(
      'hubspot.calls_per_repeated_click',
      repeated,
      'The same contact once more, when its task and its deal stand: ' +
        `${told(repeated)}. Requirement: at most 6. ${naive}`,
    ),
    perClick(
      'hubspot.calls_per_company_click',
      company,
      `The first click on a company without deals: ${told(company)}. Requirement: at most 6. ${naive}`,
    ),
  ];
}

const naive =
  'Baseline: the same reads and writes, counted from the same log, with one call for every record read, ' +
  'every kind of association looked up, every record written and every association made.';

function perClick(name: string, requests: readonly LoggedRequest[], how: string) {
  const baseline = requests.reduce((sum, request) => sum + callsOneByOne(request), 0);
  return measurement({ name, value: requests.length, unit: 'calls', baseline, how });
}

function told(requests: readonly LoggedRequest[]): string {
  return requests.map(({ method, path }) => `${method} ${path.replace(/\d+$/, '{id}')}`).join(', ');
}
