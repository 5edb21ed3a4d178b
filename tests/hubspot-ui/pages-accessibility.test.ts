/** Every page is usable by everybody, at the widths people have. */
import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, test } from 'vitest';
import { contact, samplePages, settings, workflows } from './support/pages.ts';

const open = samplePages();

describe.each([
  ['contacts', '/', 'Idris Marlowe'],
  ['companies', '/contacts/7000001/objects/0-2/views/all/list', 'Tidewright'],
  ['a record', contact, 'A card of Imogen at crm.record.tab'],
  ['its overview', `${contact}?tab=overview`, 'Data highlights'],
  ['its activities', `${contact}?tab=activities`, 'Pilot'],
  ['a deal', '/contacts/7000001/record/0-3/3001', 'Pilot'],
  ['the connected apps', '/integrations-settings/7000001/installed', 'An app of the tests.'],
  ['the settings', settings, 'Settings in settings'],
  ['the workflow', workflows, 'Act on it'],
  ['an unknown page', '/reports', 'not part of the stand-in'],
])('the page of %s', (_name, path, text) => {
  test.each([1440, 420])('has no fault that axe finds, and fits, %i px wide', async (width) => {
    const { page, errors } = await open(path, { width });
    await page.getByText(text).first().waitFor();
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    const widths = await page.evaluate<{ content: number; window: number }>(
      '({ content: document.documentElement.scrollWidth, window: innerWidth })',
    );
    expect(widths.content).toBeLessThanOrEqual(widths.window);
    expect(errors).toEqual([]);
  });
});
