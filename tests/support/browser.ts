/** A real Chromium for tests: one per test process, a fresh profile per test. */
import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { launchChromium } from './chromium.ts';

export interface OpenPage {
  readonly page: Page;
  /** What the page logged as an error or did not catch. */
  readonly errors: string[];
  /** Host names of everything that page and workers asked for and were let. */
  readonly hosts: Set<string>;
}

export interface PageOptions {
  /** In CSS pixels; 1440 × 900 when absent. */
  readonly width?: number;
  readonly height?: number;
}

let launched: Promise<Browser> | undefined;

/** An empty page of its own context, closed when the test ends. */
export async function openPage({
  width = 1440,
  height = 900,
}: PageOptions = {}): Promise<OpenPage> {
  launched ??= launchChromium();
  const browser = await launched;
  const context = await browser.newContext({ viewport: { width, height } });
  onTestFinished(() => context.close());
  const errors: string[] = [];
  const hosts = new Set<string>();
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') || protocol.startsWith('ws')) hosts.add(hostname);
  });
  context.on('requestfailed', (request) => {
    // Refused by the page's own policy: it never left the browser.
    if (request.failure()?.errorText === 'csp') hosts.delete(new URL(request.url()).hostname);
  });
  const page = await context.newPage();
  // A machine under load is slow, not wrong.
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return { page, errors, hosts };
}
