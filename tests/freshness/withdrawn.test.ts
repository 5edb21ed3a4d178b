/** A signal that stopped being true is withdrawn; one that nobody could confirm stays. */
import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.ts';
import { type House, openHouse } from '../support/house.ts';
import { closeBoard, contact, DAY_MS, nextDay } from './support/looking.ts';

const daily = { settings: { freshness: { look: 'daily' } } };
const signalsOf = (house: House) =>
  house.hubspot.get('contacts', '1001')?.properties.oppspot_signals ?? '';

async function latest(house: House) {
  const record = { object: 'contact', id: '1001' } as const;
  const card = await house.services.sync.card(house.tenant, record, null);
  if (!card.latest) throw new Error('There is no enrichment.');
  return card.latest;
}

describe.each(databases)('signals on $name', (kind) => {
  it('leave the CRM when their job board goes away, with the reason, and come back by undo', async () => {
    const house = await openHouse(kind, daily);
    await house.enrich(contact);
    const before = signalsOf(house);
    expect(before).toMatch(/open roles \(Greenhouse\)/);
    closeBoard(house);
    expect(await nextDay(house)).toEqual({ looks: 1, changed: 1 });
    expect(signalsOf(house)).not.toMatch(/open roles \(Greenhouse\)/);
    const now = await latest(house);
    const gone = now.sinceLast?.items.filter(
      (item) => item.kind === 'signal' && item.change === 'withdrawn',
    );
    expect(gone?.map(({ text }) => text).join('\n')).toMatch(
      /^No longer true: .*open roles.* \(as of \d+ \w+ \d{4}\)/m,
    );
    const cited = now.sinceLast?.evidence.map(({ id }) => id) ?? [];
    expect(gone?.every(({ earlierIds }) => earlierIds.every((id) => cited.includes(id)))).toBe(
      true,
    );
    const change = now.plan.changes.find(({ oppspotField }) => oppspotField === 'signals');
    expect(change).toMatchObject({ decision: 'write', before });
    expect(change?.reason).toMatch(/^Taken out, because it is no longer true: .*open roles/);
    const others = now.plan.changes.filter(({ decision }) => decision === 'write');
    expect(others.every(({ field }) => field.startsWith('oppspot_'))).toBe(true);
    await house.services.sync.undo(house.tenant, now.id);
    expect(signalsOf(house)).toBe(before);
  });

  it('are shown in a preview before they are taken out', async () => {
    const house = await openHouse(kind, daily);
    await house.enrich(contact);
    closeBoard(house);
    house.clock.advance(DAY_MS + 1);
    const preview = await house.enrich({ ...contact, mode: 'preview', refresh: true });
    const change = preview.plan.changes.find(({ oppspotField }) => oppspotField === 'signals');
    expect(change?.reason).toMatch(/^Taken out, because it is no longer true/);
    expect(signalsOf(house)).toMatch(/open roles \(Greenhouse\)/);
  });

  it.each([
    ['the job board', '/greenhouse/'],
    ['the website', 'tidewright.example'],
    ['the register', '/companies-house/'],
  ])('stay, dated as they were, while %s does not answer', async (_, target) => {
    const house = await openHouse(kind, daily);
    const first = await house.enrich(contact);
    const day = first.startedAt.slice(0, 10);
    house.clock.advance(3 * DAY_MS);
    house.sources.fail(target, 100, 503);
    const again = await house.enrich({ ...contact, refresh: true });
    expect(again.match.status).toBe('matched');
    const types = (enrichment: typeof first) => new Set(enrichment.signals.map(({ type }) => type));
    expect([...types(again)].sort()).toEqual([...types(first)].sort());
    expect(signalsOf(house)).toMatch(/open roles \(Greenhouse\)/);
    const items = again.sinceLast?.items ?? [];
    expect(items.some((item) => item.kind === 'signal' && item.change === 'withdrawn')).toBe(false);
    const unconfirmed = items.filter(
      (item) => item.kind === 'signal' && item.change === 'unconfirmed',
    );
    expect(unconfirmed.length).toBeGreaterThan(0);
    if (target === '/greenhouse/') {
      const hiring = again.signals.find(({ type }) => type === 'hiring');
      expect(hiring?.date.slice(0, 10)).toBe(day);
      expect(signalsOf(house)).toContain(`as of ${day}`);
    }
    // What could not be read is news as soon as it answers.
    house.sources.heal();
    expect(await nextDay(house)).toMatchObject({ changed: 1 });
    const healed = (await latest(house)).sinceLast?.items ?? [];
    const ofSource = healed.filter((item) => item.kind === 'signal' && item.change === 'withdrawn');
    expect(ofSource).toEqual([]);
  });
});
