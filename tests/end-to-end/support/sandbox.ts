/** The sandbox as `npm run sandbox` starts it, with the real cards in Chromium. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, vi } from 'vitest';
import {
  type FreshSandbox,
  type Sandbox,
  type SandboxOptions,
  startFreshSandbox,
  startSandbox,
} from '../../sandbox/sandbox.ts';
import { type OpenPage, openPage, type PageOptions } from '../../support/browser.ts';

export interface RecordWithCards extends OpenPage {
  /** The card in the middle column. */
  readonly card: Locator;
  /** The compact card beside the record. */
  readonly aside: Locator;
}

interface Running<S> {
  readonly sandbox: S;
  /** Opens one of HubSpot's pages. */
  open(path: string, options?: PageOptions): Promise<OpenPage>;
  /** Opens one of the Lightning-like pages. */
  openSalesforce(path: string, options?: PageOptions): Promise<OpenPage>;
  /** Opens a record's page at the card. */
  record(id: string, options?: PageOptions & { company?: boolean }): Promise<RecordWithCards>;
}

export type RunningSandbox = Running<Sandbox>;

/** One sandbox for all tests of a file, which take records of their own. */
export function sandboxForFile(env: NodeJS.ProcessEnv = {}): RunningSandbox {
  return runningForFile(startSandbox, env);
}

/** One in which nothing is connected yet. */
export function freshSandboxForFile(): Running<FreshSandbox> {
  return runningForFile(startFreshSandbox, {});
}

function runningForFile<S extends FreshSandbox>(
  start: (options: SandboxOptions) => Promise<S>,
  env: NodeJS.ProcessEnv,
): Running<S> {
  // A whole story is told in one test, by a browser beside a server beside a database.
  vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });
  const directory = mkdtempSync(join(tmpdir(), 'smartsync-end-to-end-'));
  let running: S | undefined;
  beforeAll(async () => {
    running = await start({ dataDir: directory, ui: true, env });
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
      return { ...opened, ...cardsOn(opened.page) };
    },
  };
}

/** The cards on a page that shows a record. */
export function cardsOn(page: Page): Pick<RecordWithCards, 'card' | 'aside'> {
  return {
    card: page.getByRole('tabpanel', { name: 'oppSpot' }).getByRole('region'),
    aside: page.getByRole('region', { name: 'oppSpot at a glance' }),
  };
}

/** The one click. */
export async function enrich(card: Locator): Promise<void> {
  await card.getByRole('button', { name: 'Enrich with oppSpot' }).click();
}
