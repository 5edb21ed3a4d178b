import Component from 'c/oppspotPlanned';
import enriched from '../../oppspotEnrich/__tests__/data/enriched.json';
import { clear, put, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-planned', () => {
  afterEach(clear);

  const draw = (assignment) =>
    put('c-oppspot-planned', Component, {
      enrichment: { ...enriched.latest, assignment },
      owners: new Map([['005A', 'Imogen Vale']]),
    });
  const assigned = (ownerId) => ({ status: 'assigned', ownerId, reason: 'Territory: UK.' });

  it('says the task and the opportunity with their reasons', async () => {
    const { plan, assignment } = enriched.latest;
    const element = draw(assignment);

    expect(textOf(element)).toContain(plan.task.subject);
    expect(textOf(element)).toContain(plan.deal.name);
    for (const { reason } of plan.skipped) expect(textOf(element)).toContain(reason);
    await expect(element).toBeAccessible();
  });

  it.each([
    [assigned('005A'), 'Imogen Vale. Territory: UK.'],
    [assigned('005B'), 'Owner 005B. Territory: UK.'],
    [{ status: 'rotation', reason: 'Two take turns.' }, 'Two take turns.'],
  ])('says who gets the record: %j', (assignment, words) => {
    expect(textOf(draw(assignment))).toContain(words);
  });
});
