import Component from 'c/oppspotSourceLinks';
import { all, clear, put, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-source-links', () => {
  afterEach(clear);

  it('opens a source in a tab that knows nothing of ours; what has no page is a name', async () => {
    const links = put('c-oppspot-source-links', Component, {
      sources: [
        { label: 'Register', url: 'https://register.example/1' },
        { label: 'Salesforce', url: null },
      ],
    });

    const [link, ...others] = all(links, 'a');
    expect(link).toMatchObject({
      href: 'https://register.example/1',
      target: '_blank',
      rel: 'noopener noreferrer',
    });
    expect(others).toEqual([]);
    expect(textOf(links)).toContain('Salesforce');
    await expect(links).toBeAccessible();
  });

  it('takes the text of others for text', () => {
    const label = '<img src=x onerror=alert(1)>';
    const links = put('c-oppspot-source-links', Component, { sources: [{ label, url: null }] });

    expect(textOf(links)).toContain(label);
    expect(all(links, 'img')).toEqual([]);
  });
});
