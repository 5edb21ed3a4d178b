import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** The rules of WCAG 2.2, levels A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Each violated rule with the elements that violate it; none on an accessible page. `within` is a
 * selector, for a look at a part of the page.
 */
export async function violations(page: Page, within = 'html'): Promise<string[]> {
  await settled(page);
  const { violations: found } = await new AxeBuilder({ page })
    .include(within)
    .withTags(TAGS)
    .analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** What fades in has half its contrast on the way; what turns for ever is not waited for. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(`Promise.all(
    document.getAnimations()
      .filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime))
      .map((one) => one.finished.catch(() => {})))`);
}
