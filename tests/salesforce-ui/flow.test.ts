/** The package's Flow action, for records that somebody chooses on the Flow page. */

import { describe, expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../../server/http/logger.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { startWorker } from '../../server/worker.ts';
import { openCallingOrg } from '../salesforce-app/support/org.ts';
import { databases, type TestDatabaseKind } from '../support/databases.ts';
import { heroId, leadId, openUi, outsider, posted, startProduct } from './support/ui.ts';

const state = 'OppSpotCardController.state';

describe('the Flow action', () => {
  const input = { refresh: false, previewOnly: false, waitSeconds: 0 };

  it('is refused to whoever has no permission set that gives it', async () => {
    const product = await startProduct();
    const ui = await openUi({ appServer: product.url });
    const response = await ui.ask('/data/flow', posted([{ ...input, recordId: heroId }]), outsider);
    expect(response.status).toBe(403);
    expect(product.asked).toEqual([]);
  });

  it('makes one call of 200 records, and gives each its own row in the same order', async () => {
    const product = await startProduct((asked, response) => {
      const records = asked.body.records as { recordId: string }[];
      const results = records.map(({ recordId }) => ({
        recordId,
        state: 'accepted',
        outputs: null,
        message: recordId,
      }));
      response.end(JSON.stringify({ ok: true, data: { results } }));
    });
    const ui = await openUi({ appServer: product.url });
    const contacts = ui.salesforce.records('Contact').map(({ id }) => id);
    const [opportunity] = ui.salesforce.records('Opportunity');
    const some = Array.from({ length: 198 }, (_, n) => contacts[n % contacts.length] ?? '');
    const ids = [...some, opportunity?.id ?? '', '003000000000001AAA'];
    const inputs = ids.map((recordId) => ({ ...input, recordId }));
    const rows = (await (await ui.ask('/data/flow', posted(inputs))).json()) as {
      status: string;
      message: string;
    }[];
    expect(rows.slice(0, 198).map(({ message }) => message)).toEqual(some);
    expect(rows.slice(198)).toMatchObject([
      { status: 'refused', message: 'oppSpot works on contacts, accounts and leads.' },
      { status: 'refused', message: 'You may not see this record, or it was deleted.' },
    ]);
    expect(product.asked).toHaveLength(1);
    expect(product.asked[0]?.body).toMatchObject({ trigger: 'workflow', waitMs: 0 });
  });

  it('fails row by row where the product does not answer', async () => {
    const ui = await openUi();
    const response = await ui.ask('/data/flow', posted([{ ...input, recordId: heroId }]));
    expect(await response.json()).toMatchObject([{ status: 'failed', score: null }]);
  });

  it('takes no more than Salesforce runs together', async () => {
    const ui = await openUi();
    const inputs = Array.from({ length: 201 }, () => ({ ...input, recordId: heroId }));
    expect((await ui.ask('/data/flow', posted(inputs))).status).toBe(400);
  });
});

describe('with the product itself', () => {
  it('shows a record, enriches it and waits for the Flow’s results', async () => {
    const org = await openCallingOrg(databases[0] as TestDatabaseKind);
    const { services } = org.house;
    const worker = await startWorker(services, systemRuntime, createLogger({ level: 'silent' }));
    onTestFinished(() => worker.close());
    org.salesforce.setOrgKeys(org.keys);
    const ui = await openUi({ salesforce: org.salesforce, appServer: org.server.url });
    const before = await ui.answer(state, { recordId: heroId });
    expect(before).toMatchObject({ ok: true, data: { latest: null, record: { id: heroId } } });
    const inputs = [
      { recordId: heroId, refresh: null, previewOnly: null, waitSeconds: 30 },
      { recordId: leadId, refresh: null, previewOnly: true, waitSeconds: null },
    ];
    const rows = await (await ui.ask('/data/flow', posted(inputs))).json();
    expect(rows).toMatchObject([
      { status: 'completed', confidence: 'high', score: expect.any(Number) },
      { status: 'previewed' },
    ]);
    const after = await ui.answer(state, { recordId: heroId });
    expect(after).toMatchObject({ ok: true, data: { latest: { status: 'completed' } } });
  });
});
