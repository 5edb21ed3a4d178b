import { LineChart, Link } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import type { CardState } from '../../shared/contract/card.ts';
import type { Enrichment } from '../../shared/contract/v1.ts';
import { event, evidenceOf } from '../core/support/evidence.ts';
import { cardServer, ok } from './support/card-server.ts';
import { cardOf, enrichedCard, historyOf } from './support/cards.ts';
import { enrichmentOf, strong } from './support/enrichments.ts';
import { openCard } from './support/open-card.tsx';
import { opened } from './support/runs.ts';

/** Opened at a tab. */
async function shown(latest: Enrichment, tab = 'Why', change: Partial<CardState> = {}) {
  const screen = await opened(cardServer(), enrichedCard({ latest, ...change }));
  await screen.openTab(tab);
  return screen;
}

describe('the score', () => {
  it('stands with band, grade, confidence and coverage in words, the stage and its age', async () => {
    const latest = strong();
    const { score, stage } = latest;
    const screen = await shown(latest);
    const text = screen.text();
    expect(screen.score()).toBe(score.value);
    expect(text).toContain(`Score ${score.value} of 100`);
    expect(text).toContain(`Grade ${score.grade}: fit ${score.grade[0]}, engagement`);
    expect(text).toMatch(
      /(High|Medium|Low) confidence: rests on \d+% of what the score looks for\./,
    );
    expect(text).toContain(stage.reason);
    expect(text).toContain('Company: Kestrel Robotics Ltd, Leeds (98% sure)');
    expect(text).toMatch(/Enriched .*21 Nov 2026/);
  });

  it.each(['tab', 'sidebar'] as const)(
    'of a learned model says on the %s what became of records like it',
    async (place) => {
      const outlook = { probability: 0.342, won: 12, of: 40 };
      const score = { ...strong().score, modelVersion: 'learned-3', outlook };
      const latest = strong({ overrides: { score } });
      cardServer().on('state', ok(enrichedCard({ latest })));
      expect((await openCard({ place })).text()).toContain(
        '34% chance of being won. Of 40 records in this band, 12 were won (model 3, learned from your outcomes).',
      );
      cardServer().on('state', ok(enrichedCard({ latest: strong() })));
      expect((await openCard({ place })).text()).not.toContain('chance of being won');
    },
  );

  it('is explained by points that add up to it', async () => {
    const { score } = strong();
    const text = (await shown(strong())).text();
    const groups = [...text.matchAll(/(Financial standing|Growth|Engagement|Fit): ([+−]?[\d.]+)/g)];
    const total = groups.reduce((sum, [, , points]) => sum + Number(points?.replace('−', '-')), 0);
    expect(groups).toHaveLength(4);
    expect(Math.abs(total - (score.value ?? 0))).toBeLessThan(1);
    expect(text).toMatch(
      new RegExp(`Together \\+[\\d.]+, rounded to a score of ${score.value}\\.`),
    );
  });

  it('names each reason with points, date and source', async () => {
    const { score } = strong();
    const text = (await shown(strong())).text();
    for (const { reason } of score.contributions) expect(text).toContain(reason);
    expect(text).toMatch(/\+[\d.]+ Active on the register 18 Nov 2026 Companies House/);
  });

  it('says what would raise it', async () => {
    const score = { ...strong().score, wouldRaise: ['A meeting would add 4 points.'] };
    const text = (await shown(strong({ overrides: { score } }))).text();
    expect(text).toContain('What would raise it A meeting would add 4 points.');
  });
});

describe('signals', () => {
  it('stand in a table with priority, date, source and confidence', async () => {
    const latest = strong();
    const text = (await shown(latest, 'Signals')).text();
    expect(text).toContain(`Signals (${latest.signals.length})`);
    expect(text).toContain('Signal Priority Date Source Confidence');
    for (const { title } of latest.signals) expect(text).toContain(title);
  });

  it.each(['tab', 'sidebar'] as const)(
    'date a state by the day it was read, in the %s',
    async (place) => {
      const latest = enrichmentOf([evidenceOf('open-jobs', {}, { daysAgo: 0 }), event('reply', 2)]);
      cardServer().on('state', ok(cardOf({ latest })));
      const screen = await openCard({ place });
      expect(screen.text()).toContain('as of 21 Nov 2026 · Greenhouse');
      expect(screen.text()).toMatch(/High priority 19 Nov 2026 · HubSpot/);
    },
  );

  it('tell risks apart by words, not by colour alone', async () => {
    const latest = enrichmentOf([evidenceOf('registration', { status: 'liquidation' })]);
    expect((await shown(latest, 'Signals')).text()).toMatch(/Risk, high priority/);
  });
});

describe('sources', () => {
  it('say what became of each, and what was remembered', async () => {
    const text = (await shown(strong(), 'Sources')).text();
    expect(text).toContain('Company website Too slow Company website did not answer in time.');
    expect(text).toContain('Companies House Found KESTREL ROBOTICS LIMITED. Remembered from');
    expect(text).toContain('Job boards Nothing to ask');
    expect(text).toContain('News Failed');
    expect(text).toContain('GLEIF Nothing found');
  });

  it('are links that open in a tab of their own', async () => {
    const links = (await shown(strong())).findAll(Link).map(({ props }) => props.href);
    expect(links.length).toBeGreaterThan(5);
    for (const href of links) expect(href).toMatchObject({ external: true });
  });

  it('without an address are named without a link', async () => {
    const screen = await shown(strong());
    expect(screen.text()).toMatch(/Reply received.*HubSpot/);
    expect(screen.link('HubSpot')).toBeNull();
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'])(
    'never link to %s',
    async (url) => {
      const label = 'Company website';
      const source = { type: 'public', provider: 'website', label, url } as const;
      const latest = enrichmentOf([evidenceOf('location'), evidenceOf('headcount')]);
      const evidence = latest.evidence.map((item) => ({ ...item, source }));
      const screen = await shown({ ...latest, evidence } as Enrichment);
      expect(screen.text()).toContain(label);
      expect(screen.link(label)).toBeNull();
      expect(JSON.stringify(screen.findAll(Link).map(({ props }) => props.href))).not.toContain(
        url,
      );
    },
  );
});

describe('dates', () => {
  it.each([
    ['de', '18.11.2026'],
    ['en-us', 'Nov 18, 2026'],
    ['pt_BR', '18 de nov. de 2026'],
    ['no such locale', '18 Nov 2026'],
  ])('are written as the user’s locale %s writes them', async (locale, written) => {
    cardServer().on('state', ok(enrichedCard()));
    expect((await openCard({ locale })).text()).toContain(written);
  });
});

describe('the history', () => {
  it('is drawn from two scores on, with a gap where the score was unknown', async () => {
    const screen = await shown(strong(), 'History', { history: historyOf(61, 72, null, null, 84) });
    const { data, axes } = screen.find(LineChart).props;
    const rows = data as { score: number; line: string }[];
    expect(rows.map(({ score }) => score)).toEqual([61, 72, 84]);
    const [first, second, third] = rows.map(({ line }) => line);
    expect(first).toBe(second);
    expect(third).not.toBe(first);
    expect(axes.options?.groupFieldByColor).toBe('line');
    expect(screen.text()).toContain('unknown');
  });

  it('is left out while there is nothing to compare', async () => {
    const screen = await shown(strong(), 'Why', { history: historyOf(61) });
    expect(screen.maybeFind(LineChart)).toBeNull();
    expect(screen.text()).not.toContain('History');
  });
});

describe('words of a newer server', () => {
  it('are shown as they are', async () => {
    const latest = strong();
    const [component, ...rest] = latest.score.components;
    const strange = { ...component, name: 'market-share', value: 40 };
    const sources = [{ ...latest.sources[0], status: 'on-strike', label: 'Gazette' }];
    const newer = {
      ...latest,
      sources,
      score: { ...latest.score, components: [strange, ...rest] },
    };
    const screen = await opened(cardServer(), {
      ...cardOf(),
      latest: newer as unknown as Enrichment,
    });
    expect(screen.text()).toContain('Market share');
    await screen.openTab('Sources');
    expect(screen.text()).toContain('Gazette On strike');
  });
});

describe('what others wrote', () => {
  it('is text and nothing else', async () => {
    const text = '<img src=x onerror=alert(1)> {{7*7}} [click](javascript:alert(1))';
    const summary = {
      ...strong().summary,
      sentences: [{ text, evidenceIds: ['website:location:1'] }],
    };
    const screen = await shown(strong({ overrides: { summary } }));
    expect(screen.text()).toContain(text);
  });
});
