/** What a person does with a preview, and with what was written. Doing it twice changes nothing. */
import { describe, expect, it, vi } from 'vitest';
import { databases } from '../../support/databases.ts';
import { sharedDatabase } from '../../support/house.ts';
import { openServedHouse } from '../../support/served-house.ts';
import {
  isWrite,
  newDeals,
  plannedValues,
  standing,
  tasks,
  valuesOf,
  writes,
} from '../../sync/support/portal.ts';
import {
  type Action,
  type Card,
  cardOf,
  enriched,
  openCard,
  progressOf,
  refusal,
  refusalOfAction,
} from './support/card.ts';

/** The steps of what is under way, once it has come to writing. */
async function writing(card: Card): Promise<string[]> {
  return vi.waitFor(
    async () => {
      const steps = (await card.state()).running?.steps.map(
        ({ step, state }) => `${step} ${state}`,
      );
      expect(steps).toContain('apply started');
      return steps ?? [];
    },
    { timeout: 20_000 },
  );
}

describe.each(databases)('a preview on a card, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('waits beside the latest enrichment, is written exactly as shown, and then is the latest', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const { state, enrichment } = await enriched(card, { mode: 'preview' });
    expect(state).toMatchObject({ latest: null, preview: { status: 'previewed' }, history: [] });
    expect(writes(house.hubspot)).toEqual([]);

    const applied = await card.follow(await card.act(enrichment.id, 'apply'));
    expect(applied).toMatchObject({
      latest: { id: enrichment.id, status: 'completed' },
      preview: null,
      history: [{ enrichmentId: enrichment.id, status: 'completed' }],
    });
    expect(standing(house.hubspot, enrichment)).toEqual(plannedValues(enrichment));
    const once = writes(house.hubspot);
    for (const repeated of [0, 1]) {
      const again = await card.follow(await card.act(enrichment.id, 'apply'));
      expect([repeated, again.latest?.id]).toEqual([repeated, enrichment.id]);
    }
    expect(writes(house.hubspot)).toEqual(once);
    expect(await house.runs()).toHaveLength(1);
  });

  it('that is being applied is followed by whoever applies it again', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const { enrichment } = await enriched(card, { mode: 'preview' });
    const open = Promise.withResolvers<void>();
    house.hubspot.hooks.onRequest = (request) => (isWrite(request) ? open.promise : undefined);
    const answers = await Promise.all([1, 2].map(() => card.act(enrichment.id, 'apply')));
    for (const answer of answers) {
      expect(progressOf(answer)).toMatchObject({ runId: enrichment.id, operation: 'apply' });
    }
    await writing(card);
    expect((await card.state()).running?.operation).toBe('apply');
    const refused = await refusal(card.raw('POST', `/runs/${enrichment.id}/discard`, {}));
    expect(refused.code).toBe('not_a_preview');
    open.resolve();
    const states = await Promise.all(answers.map((answer) => card.follow(answer)));
    expect(states.map(({ latest }) => latest?.status)).toEqual(['completed', 'completed']);
    expect([tasks(house.hubspot).length, newDeals(house.hubspot).length]).toEqual([1, 1]);
  });

  it('is not written over a record that changed, and says so also to who followed it', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const { enrichment } = await enriched(card, { mode: 'preview' });
    house.hubspot.update('contacts', '1001', { jobtitle: 'Chief Executive' });
    const refused = await refusalOfAction(card, enrichment.id, 'apply');
    expect(refused).toMatchObject({ code: 'record_changed', retryable: false });
    expect(refused.message).toContain('Preview it again');

    // The same when the answer comes only after the card has begun to follow.
    const open = Promise.withResolvers<void>();
    house.hubspot.hooks.onRequest = () => open.promise;
    const followed = progressOf(await card.act(enrichment.id, 'apply'));
    open.resolve();
    const late = async () => card.follow(await card.watch(followed.runId, followed.seen));
    await expect(late()).rejects.toThrow('record_changed');
    expect((await card.state()).preview?.id).toBe(enrichment.id);
    expect(writes(house.hubspot)).toEqual([]);
  });

  it('that is discarded is gone, and discarding it again changes nothing', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const { enrichment } = await enriched(card, { mode: 'preview' });
    house.hubspot.clearRequests();
    for (const _time of [1, 2]) {
      expect(cardOf(await card.act(enrichment.id, 'discard'))).toMatchObject({
        preview: null,
        latest: null,
        running: null,
      });
    }
    const refused = await refusal(card.raw('POST', `/runs/${enrichment.id}/apply`, {}));
    expect(refused.code).toBe('not_a_preview');
    expect(house.hubspot.requests()).toEqual([]);
  });
});

describe.each(databases)('taking back from a card, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('gives everything back once and tells what became of it, however often it is asked', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const before = valuesOf(house.hubspot);
    const { enrichment } = await enriched(card);
    const undone = await card.follow(await card.act(enrichment.id, 'undo'));
    expect(undone).toMatchObject({
      latest: { id: enrichment.id, status: 'undone' },
      undo: { enrichmentId: enrichment.id, status: 'undone' },
      history: [{ enrichmentId: enrichment.id, status: 'undone' }],
    });
    for (const field of Object.keys(plannedValues(enrichment))) {
      expect(valuesOf(house.hubspot)[field] || null).toBe(before[field] || null);
    }
    expect(tasks(house.hubspot)).toEqual([]);
    house.hubspot.clearRequests();
    const again = await Promise.all([1, 2].map(() => card.act(enrichment.id, 'undo')));
    expect(again.map((answer) => cardOf(answer).undo)).toEqual([undone.undo, undone.undo]);
    expect(house.hubspot.requests()).toEqual([]);
  });

  it('goes back one enrichment after another, to what stood before the first', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const before = valuesOf(house.hubspot);
    const { enrichment: first } = await enriched(card);
    const { enrichment: second } = await enriched(card);
    const once = await card.follow(await card.act(second.id, 'undo'));
    expect(once).toMatchObject({
      latest: { id: first.id, status: 'completed' },
      undo: { enrichmentId: second.id, status: 'undone' },
    });
    expect(valuesOf(house.hubspot).oppspot_enrichment_id).toBe(first.id);
    const twice = await card.follow(await card.act(first.id, 'undo'));
    expect(twice.latest?.status).toBe('undone');
    expect(twice.undo).toMatchObject({ enrichmentId: first.id, status: 'undone' });
    for (const field of Object.keys(plannedValues(first))) {
      expect(valuesOf(house.hubspot)[field] || null, field).toBe(before[field] || null);
    }
    expect(tasks(house.hubspot)).toEqual([]);
    const { state: anew } = await enriched(card);
    expect(anew).toMatchObject({ latest: { status: 'completed' }, undo: null });
  });

  it('shows how far it is when it takes its time', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const { enrichment } = await enriched(card);
    const open = Promise.withResolvers<void>();
    house.hubspot.hooks.onRequest = (request) => (isWrite(request) ? open.promise : undefined);
    const answers = await Promise.all([1, 2].map(() => card.act(enrichment.id, 'undo')));
    const [first, second] = answers.map(progressOf);
    expect(first).toMatchObject({ operation: 'undo', runId: second?.runId });
    expect(await writing(card)).toEqual(['read done', 'apply started']);
    open.resolve();
    const states = await Promise.all(answers.map((answer) => card.follow(answer)));
    expect(states.map(({ undo }) => undo?.status)).toEqual(['undone', 'undone']);
  });

  it('leaves alone what somebody changed since, and says why', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const { enrichment } = await enriched(card);
    house.hubspot.update('contacts', '1001', { city: 'Elsewhere' });
    const { undo, latest } = await card.follow(await card.act(enrichment.id, 'undo'));
    expect(undo?.status).toBe('partial');
    expect(undo?.items.find(({ target }) => target === 'city')).toMatchObject({
      outcome: 'left-alone',
      reason: 'The value was changed after oppSpot wrote it.',
    });
    expect(latest?.status).toBe('undone');
  });

  it('of what wrote nothing is refused', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const { enrichment } = await enriched(card, { mode: 'preview' });
    const codes = await Promise.all(
      (['undo', 'tasks'] as Action[]).map(async (action) => {
        const body = action === 'tasks' ? { actionId: enrichment.nextActions[0]?.id } : {};
        return (await refusal(card.raw('POST', `/runs/${enrichment.id}/${action}`, body))).code;
      }),
    );
    expect(codes).toEqual(['nothing_to_undo', 'preview_not_applied']);
  });
});
