/** What changed since last time, as a rep sees it. */
import { describe, expect, it } from 'vitest';
import { type SinceLast, sinceLast } from '../../shared/contract/since.ts';
import { evidenceOf } from '../core/support/evidence.ts';
import { cardServer, ok } from './support/card-server.ts';
import { enrichedCard } from './support/cards.ts';
import { strong } from './support/enrichments.ts';
import { openCard } from './support/open-card.tsx';

const jobs = evidenceOf('open-jobs');
const roles = (from: number, to: number) => ({
  kind: 'fact' as const,
  fact: 'open-roles' as const,
  from,
  to,
  text: `Open roles: ${from} → ${to}`,
  evidenceIds: [],
  earlierIds: [jobs.id],
});

function since(change: Partial<SinceLast> = {}): SinceLast {
  return sinceLast.parse({
    enrichmentId: 'earlier',
    at: '2026-11-07T12:00:00.000Z',
    text: '5 changes since 7 November 2026.',
    items: [roles(1, 2), roles(2, 3), roles(3, 4), roles(4, 5), roles(5, 6)],
    evidence: [jobs],
    ...change,
  });
}

async function shown(sinceLastTime: SinceLast | undefined, place: 'tab' | 'sidebar') {
  const latest = strong({ overrides: sinceLastTime ? { sinceLast: sinceLastTime } : {} });
  cardServer().on('state', ok(enrichedCard({ latest })));
  return openCard({ place });
}

describe('what changed since last time', () => {
  it('stands on the tab as one line, the first changes with their sources, and the rest a click away', async () => {
    const text = (await shown(since(), 'tab')).text();
    expect(text).toContain('Since last time');
    expect(text).toContain('5 changes since 7 November 2026.');
    expect(text).toContain('Open roles: 1 → 2 Greenhouse');
    expect(text).toContain('2 more');
  });

  it('is a line in the sidebar', async () => {
    const text = (await shown(since(), 'sidebar')).text();
    expect(text).toContain('5 changes since 7 November 2026. Open roles: 1 → 2.');
    expect(text).not.toContain('Open roles: 2 → 3');
  });

  it.each(['tab', 'sidebar'] as const)('says on the %s that nothing did', async (place) => {
    const nothing = { text: 'Nothing has changed since 7 November 2026.', items: [], evidence: [] };
    const text = (await shown(since(nothing), place)).text();
    expect(text).toContain('Nothing has changed since 7 November 2026.');
  });

  it('is not there for a first enrichment', async () => {
    expect((await shown(undefined, 'tab')).text()).not.toContain('Since last time');
  });
});
