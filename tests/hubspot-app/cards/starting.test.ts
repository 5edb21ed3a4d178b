/** A click starts a run once, however often HubSpot repeats it, and everybody can follow it. */
import { describe, expect, it } from 'vitest';
import type { RunProgress } from '../../../shared/contract/card.ts';
import { databases } from '../../support/databases.ts';
import { asked, sharedDatabase } from '../../support/house.ts';
import { openServedHouse, type ServedHouse } from '../../support/served-house.ts';
import { hero, newDeals, tasks, writes } from '../../sync/support/portal.ts';
import { expectWrittenOnce } from '../../sync/support/settle.ts';
import { cardOf, enriched, newKey, openCard, progressOf, refusal } from './support/card.ts';

/** Holds every call to HubSpot whose path has this in it, until it is let go. */
function hold({ hubspot }: ServedHouse, part: string) {
  const arrived = Promise.withResolvers<void>();
  const open = Promise.withResolvers<void>();
  hubspot.hooks.onRequest = async ({ path }) => {
    if (!path.includes(part)) return;
    arrived.resolve();
    await open.promise;
  };
  return { arrived: arrived.promise, letGo: open.resolve };
}

const reading = '/companies/batch/read';
const writing = '/contacts/batch/update';

describe.each(databases)('a click on a card, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('is answered at once, with the run to follow, and the run goes on by itself', async () => {
    const house = await openServedHouse(shared);
    const { arrived, letGo } = hold(house, reading);
    const card = openCard(house);
    const answer = await card.enrich({});
    await arrived;
    expect(progressOf(answer)).toMatchObject({
      operation: 'enrich',
      steps: [{ step: 'read', provider: null, state: 'started', message: 'Reading from HubSpot' }],
      pollAfterMs: 0,
    });
    letGo();
    // Nobody asks meanwhile.
    const [run] = await house.runs();
    await card.follow(await card.watch(run?.id ?? ''));
    expect(run).toMatchObject({ id: progressOf(answer).runId, trigger: 'card' });
    await expectWrittenOnce(house, await house.services.sync.get(house.tenant, run?.id ?? ''));
  });

  it('can be followed from the first, while oppSpot still creates its fields in HubSpot', async () => {
    const house = await openServedHouse(shared, { provisioned: false });
    const { arrived, letGo } = hold(house, '/properties/');
    const card = openCard(house);
    const progress = progressOf(await card.enrich({}));
    await arrived;
    expect(progress.steps).toMatchObject([{ step: 'read', message: 'Preparing HubSpot' }]);
    letGo();
    const state = await card.follow(await card.watch(progress.runId, progress.seen));
    expect(state.latest).toMatchObject({ id: progress.runId, status: 'completed' });
  });

  it('shows every step once, in the order they began, and ends with the whole card', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const seen: RunProgress[] = [];
    const state = await card.follow(await card.enrich({}), (progress) => seen.push(progress));
    expect(state).toMatchObject({
      latest: { status: 'completed', record: { id: '1001' }, score: { value: expect.any(Number) } },
      running: null,
    });
    expect(new Set(seen.map(({ runId }) => runId))).toEqual(new Set([state.latest?.id]));
    expect(seen.map((progress) => progress.seen)).toEqual(
      seen.map((progress) => progress.seen).toSorted((a, b) => a - b),
    );
    const names = seen.map(({ steps }) => steps.map(({ step, provider }) => `${step} ${provider}`));
    for (const [index, steps] of names.entries()) {
      expect(new Set(steps).size).toBe(steps.length);
      expect(steps.slice(0, names[index - 1]?.length ?? 0)).toEqual(names[index - 1] ?? []);
    }
  });

  it('hears of the end the moment it comes, though nothing else happens', async () => {
    const house = await openServedHouse(shared);
    const { arrived, letGo } = hold(house, '/deals/batch/create');
    const card = openCard(house);
    const started = await card.enrich({});
    await arrived;
    let latest = started;
    // Until the card knows all there is to know, and its question is held.
    for (let before = -1; progressOf(latest).seen !== before; ) {
      before = progressOf(latest).seen;
      latest = await card.watch(progressOf(started).runId, before);
    }
    const { runId, seen } = progressOf(latest);
    const held = card.watch(runId, seen);
    setTimeout(letGo, 300);
    const answer = await held;
    // One that was answered because time was up would know no more than before.
    expect(answer.state === 'ended' || answer.progress.seen > seen).toBe(true);
    const end = await card.follow(answer);
    expect(end.latest?.status).toBe('completed');
  });

  it('that is repeated with its key finds its run, under way or ended', async () => {
    const house = await openServedHouse(shared);
    const { arrived, letGo } = hold(house, writing);
    const card = openCard(house);
    const idempotencyKey = newKey();
    const first = progressOf(await card.enrich({ idempotencyKey }));
    await arrived;
    // HubSpot repeats a call whose answer it lost; the card does so itself, too.
    const again = await Promise.all([1, 2, 3].map(() => card.enrich({ idempotencyKey })));
    expect(again.map((answer) => progressOf(answer).runId)).toEqual(Array(3).fill(first.runId));
    letGo();
    const state = await card.follow(await card.enrich({ idempotencyKey }));
    expect(state.latest?.id).toBe(first.runId);
    const late = cardOf(await card.enrich({ idempotencyKey }));
    expect(late.latest?.id).toBe(first.runId);
    expect(await house.runs()).toHaveLength(1);
    if (state.latest) await expectWrittenOnce(house, state.latest);
  });

  it('that comes twice at once, with the answer to the first one lost, writes once', async () => {
    const house = await openServedHouse(shared);
    const card = openCard(house);
    const idempotencyKey = newKey();
    const body = { idempotencyKey };
    const lost = Array.from({ length: 20 }, () => card.raw('POST', '/enrich', body));
    const answers = await Promise.all([card.enrich(body), ...lost.map(() => card.enrich(body))]);
    await Promise.all(lost);
    const states = await Promise.all(answers.map((answer) => card.follow(answer)));
    expect(new Set(states.map(({ latest }) => latest?.id)).size).toBe(1);
    expect(await house.runs()).toHaveLength(1);
    expect([tasks(house.hubspot).length, newDeals(house.hubspot).length]).toEqual([1, 1]);
    expect(writes(house.hubspot)).toHaveLength(3);
  });

  it('finds the run of its key in another process and follows it to the end', async () => {
    const house = await openServedHouse(shared);
    const other = await house.another();
    const { arrived, letGo } = hold(house, writing);
    const idempotencyKey = newKey();
    const request = asked({ ...hero, idempotencyKey, trigger: 'card' });
    const theirs = other.services.sync.enrich(house.tenant, request);
    await arrived;
    const card = openCard(house);
    const progress = progressOf(await card.enrich({ idempotencyKey }));
    const [run] = await house.runs();
    expect(progress).toMatchObject({ runId: run?.id, operation: 'enrich', steps: [] });
    expect((await card.state()).running).toMatchObject({ runId: run?.id, steps: [] });
    // A process that knows the steps may be asked next: what was seen is given back as it came.
    expect(progressOf(await card.watch(progress.runId, 7)).seen).toBe(7);
    letGo();
    const state = await card.follow(await card.watch(progress.runId));
    expect(state.latest?.id).toBe((await theirs).id);
    await expectWrittenOnce(house, await theirs);
  });

  it('on a record that somebody is enriching follows that run', async () => {
    const house = await openServedHouse(shared);
    const { arrived, letGo } = hold(house, writing);
    const one = openCard(house);
    const first = progressOf(await one.enrich({}));
    await arrived;
    const two = openCard(house);
    expect((await two.state()).running).toMatchObject({ runId: first.runId, operation: 'enrich' });
    expect(progressOf(await two.enrich({})).runId).toBe(first.runId);
    letGo();
    const states = await Promise.all(
      [one, two].map(async (card) => card.follow(await card.watch(first.runId))),
    );
    expect(states.map(({ latest }) => latest?.id)).toEqual([first.runId, first.runId]);
    expect(await house.runs()).toHaveLength(1);
  });

  it('that wants something else of a busy record follows what is under way, then its own run', async () => {
    const house = await openServedHouse(shared);
    const { arrived, letGo } = hold(house, reading);
    const card = openCard(house);
    const preview = progressOf(await card.enrich({ mode: 'preview' }));
    expect(preview.operation).toBe('preview');
    await arrived;
    const before = performance.now();
    const mine = progressOf(await card.enrich({}));
    expect(performance.now() - before).toBeLessThan(8_000);
    expect(mine.runId).toBe(preview.runId);
    letGo();
    let state = await card.follow(await card.watch(mine.runId, mine.seen));
    expect(state.preview?.id).toBe(preview.runId);
    expect(state.running?.operation).toBe('enrich');
    state = await card.follow(await card.watch(state.running?.runId ?? ''));
    expect(state.latest?.status).toBe('completed');
    expect(state.preview).toBeNull();
  });

  it('whose key was used for another record is refused', async () => {
    const house = await openServedHouse(shared);
    const idempotencyKey = newKey();
    await enriched(openCard(house), { idempotencyKey });
    const reused = await refusal(
      openCard(house, 'contact', '1002').raw('POST', '/enrich', { idempotencyKey }),
    );
    expect(reused).toMatchObject({ code: 'idempotency_key_reused', retryable: false });
    expect(reused.faults).toEqual([{ field: 'idempotencyKey', message: reused.message }]);
  });

  it('holds no more than eight questions of an account, and sends the others away at once', async () => {
    const house = await openServedHouse(shared);
    const { arrived, letGo } = hold(house, writing);
    const card = openCard(house);
    const { runId } = progressOf(await card.enrich({}));
    await arrived;
    const started = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const { pollAfterMs } = progressOf(await card.watch(runId, 1_000));
        return { pollAfterMs, after: performance.now() - started };
      }),
    );
    const away = answers.filter(({ pollAfterMs }) => pollAfterMs > 0);
    expect(away.map(({ pollAfterMs }) => pollAfterMs)).toEqual([700, 700, 700, 700]);
    const held = answers.filter(({ pollAfterMs }) => pollAfterMs === 0);
    for (const { after } of held) expect(after).toBeGreaterThan(2_300);
    const firstHeld = Math.min(...held.map(({ after }) => after));
    for (const { after } of away) expect(after).toBeLessThan(firstHeld);
    // And then it holds questions again.
    expect(progressOf(await card.watch(runId, 1_000)).pollAfterMs).toBe(0);
    letGo();
    await card.follow(await card.watch(runId));
  });
});
