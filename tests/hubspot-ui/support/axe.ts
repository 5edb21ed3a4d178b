import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** The rules of WCAG 2.2, levels A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Each violated rule with the elements that violate it; none on an accessible page. `within` is a
 * selector, for a look at a part of the page.
 */
export async function violations(page: Page, within = 'html'): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .include(within)
    .withTags(TAGS)
    .analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
