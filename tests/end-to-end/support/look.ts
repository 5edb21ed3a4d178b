import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { violations } from '../../hubspot-ui/support/axe.ts';

/** Finds nothing that hinders anybody; kept for eyes where `SCREENSHOTS` names a folder. */
export async function look(page: Page, name: string): Promise<void> {
  expect(await violations(page)).toEqual([]);
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
