import Component from 'c/oppspotDetails';
import enriched from '../../oppspotEnrich/__tests__/data/enriched.json';
import preview from '../../oppspotEnrich/__tests__/data/preview.json';
import { all, clear, put, settled, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-details', () => {
  afterEach(clear);

  const history = [40, 60].map((score, index) => ({
    enrichmentId: `run-${index}`,
    at: `2026-11-0${index + 1}T12:00:00Z`,
    score,
    status: 'completed',
  }));
  const draw = (card) =>
    put('c-oppspot-details', Component, {
      card,
      shown: card.preview ?? card.latest,
      evidence: new Map(),
      owners: new Map(),
      work: null,
    });
  const toggle = async (element, openSections) => {
    const [accordion] = all(element, 'lightning-accordion');
    accordion.dispatchEvent(new CustomEvent('sectiontoggle', { detail: { openSections } }));
    await settled();
  };

  it.each([
    ['why', 'c-oppspot-reasons'],
    ['signals', 'c-oppspot-signals'],
    ['changes', 'c-oppspot-written'],
    ['sources', 'c-oppspot-match'],
    ['history', 'c-oppspot-history'],
  ])('draws “%s” once it is opened', async (name, tag) => {
    const element = draw({ ...enriched, history });
    expect(all(element, tag)).toEqual([]);
    await toggle(element, [name]);

    expect(all(element, tag)).toHaveLength(1);
    await expect(element).toBeAccessible();
  });

  it('tells sources where nothing was found from those that failed', async () => {
    const [source] = enriched.latest.sources;
    const sources = ['found', 'empty', 'failed'].map((status) => ({
      ...source,
      provider: status,
      status,
      fromCache: status === 'found',
    }));
    const element = draw({ ...enriched, latest: { ...enriched.latest, sources } });
    await toggle(element, 'sources');

    expect(all(element, 'lightning-badge').map(({ label }) => label)).toEqual([
      'Found',
      'Nothing found',
      'Failed',
    ]);
    expect(textOf(element)).toContain('Remembered from an earlier look.');
  });

  it('credits whom the sources used ask to be credited, each line once', async () => {
    const [source] = enriched.latest.sources;
    const attribution = {
      line: 'Contains public sector information.',
      licence: 'Open Government Licence v3.0',
      licenceUrl: 'https://licence.example/ogl',
    };
    const sources = [
      { ...source, provider: 'a', label: 'Contracts Finder', attribution },
      { ...source, provider: 'b', label: 'Find a Tender', attribution },
      {
        ...source,
        provider: 'c',
        label: 'Elsewhere',
        attribution: { line: 'Facts of others', licence: 'Odd', licenceUrl: 'javascript:alert(1)' },
      },
    ];
    const element = draw({ ...enriched, latest: { ...enriched.latest, sources } });
    await toggle(element, ['sources']);

    expect(textOf(element)).toContain(
      'Contracts Finder, Find a Tender: Contains public sector information.',
    );
    const links = all(element, 'a').map(({ href }) => href);
    expect(links).toContain('https://licence.example/ogl');
    expect(links.join()).not.toContain('javascript');
    await expect(element).toBeAccessible();
  });

  it('says that no source was asked, and has no changes before anything was written', async () => {
    const element = draw({ ...preview, preview: { ...preview.preview, sources: [] } });
    await toggle(element, ['sources']);

    expect(textOf(element)).toContain('No source was asked.');
    expect(textOf(element)).not.toContain('Changes');
  });
});
