/** The sandbox as `npm run sandbox` starts it, with the real cards in Chromium. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { type OpenPage, openPage, type PageOptions } from '../../support/browser.ts';

export interface RecordWithCards extends OpenPage {
  /** The card in the middle column. */
  readonly card: Locator;
  /** The compact card beside the record. */
  readonly aside: Locator;
}

export interface RunningSandbox {
  readonly sandbox: Sandbox;
  /** Opens one of HubSpot's pages. */
  open(path: string, options?: PageOptions): Promise<OpenPage>;
  /** Opens one of the Lightning-like pages. */
  openSalesforce(path: string, options?: PageOptions): Promise<OpenPage>;
  /** Opens a record's page at the card. */
  record(id: string, options?: PageOptions & { company?: boolean }): Promise<RecordWithCards>;
}

/** One sandbox for all tests of a file, which take records of their own. */
export function sandboxForFile(env: NodeJS.ProcessEnv = {}): RunningSandbox {
  // A whole story is told in one test, by a browser beside a server beside a database.
  vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });
  const directory = mkdtempSync(join(tmpdir(), 'smartsync-end-to-end-'));
  let running: Sandbox | undefined;
  beforeAll(async () => {
    running = await startSandbox({ dataDir: directory, ui: true, env });
  });
  afterAll(async () => {
    await running?.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const sandbox = () => {
    if (!running) throw new Error('The sandbox starts before the first test.');
    return running;
  };
  const openAt = async (url: string, options?: PageOptions) => {
    const opened = await openPage(options);
    await opened.page.goto(url);
    return opened;
  };
  const open = (path: string, options?: PageOptions) =>
    openAt(`${sandbox().uiUrl}${path}`, options);
  return {
    get sandbox() {
      return sandbox();
    },
    open,
    openSalesforce: (path, options) => openAt(`${sandbox().salesforceUiUrl}${path}`, options),
    async record(id, { company = false, ...options } = {}) {
      const { portalId } = sandbox().hubspot;
      const opened = await open(
        `/contacts/${portalId}/record/${company ? '0-2' : '0-1'}/${id}`,
        options,
      );
      return {
        ...opened,
        card: opened.page.getByRole('tabpanel', { name: 'oppSpot' }).getByRole('region'),
        aside: opened.page.getByRole('region', { name: 'oppSpot at a glance' }),
      };
    },
  };
}

/** The one click. */
export async function enrich(card: Locator): Promise<void> {
  await card.getByRole('button', { name: 'Enrich with oppSpot' }).click();
}
