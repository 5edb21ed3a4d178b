/** The sandbox as the benchmarks use it: provisioned, warm, over fresh companies. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Enrichment,
  type EnrichRequestInput,
  enrichment,
} from '../../../shared/contract/v1.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { heroContactId } from '../../sandbox/world/world.ts';
import { type FreshCompany, freshWorld } from './fresh-world.ts';

export interface Click {
  readonly enrichment: Enrichment;
  /** From sending the request to having read the answer. */
  readonly totalMs: number;
}

export interface BenchSandbox {
  readonly sandbox: Sandbox;
  readonly companies: readonly FreshCompany[];
  /** `POST /api/v1/enrichments`. @throws when the answer is not a completed enrichment */
  click(object: 'contact' | 'company', recordId: string, trigger?: 'api' | 'cli'): Promise<Click>;
}

/**
 * Runs `work` in a sandbox of its own. Two clicks go before it, without delays: they create
 * oppSpot's properties in the portal, open connections and load code, as the first users of a server
 * would have done.
 */
export async function withSandbox<T>(
  fresh: { readonly companies: number; readonly contactsEach?: number; readonly ui?: boolean },
  work: (bench: BenchSandbox) => Promise<T>,
): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'smartsync-bench-'));
  const { world, companies } = freshWorld(new Date(), fresh.companies, fresh.contactsEach);
  const sandbox = await startSandbox({ dataDir, world, ui: fresh.ui ?? false });
  try {
    const click: BenchSandbox['click'] = (object, recordId, trigger = 'api') =>
      clickAt(sandbox, { object, recordId, trigger });
    await click('contact', heroContactId);
    await click('contact', '1002');
    sandbox.hubspot.clearRequests();
    return await work({ sandbox, companies, click });
  } finally {
    await sandbox.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A click at a server. @throws when the answer is not a completed enrichment */
export async function clickAt(
  { url, token }: Pick<Sandbox, 'url' | 'token'>,
  body: EnrichRequestInput,
): Promise<Click> {
  const startedAt = performance.now();
  const response = await fetch(`${url}/api/v1/enrichments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.text();
  const totalMs = performance.now() - startedAt;
  if (response.status !== 200)
    throw new Error(`a click was answered ${response.status}: ${answer}`);
  const result = enrichment.parse(JSON.parse(answer));
  if (result.status !== 'completed') throw new Error(`a click ended ${result.status}`);
  return { enrichment: result, totalMs };
}
