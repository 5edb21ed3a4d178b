/** A real Chromium for tests: one per test process, a fresh profile per test. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

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

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--headless=new',
];

let launched: Promise<Browser> | undefined;

/** An empty page of its own context, closed when the test ends. */
export async function openPage({
  width = 1440,
  height = 900,
}: PageOptions = {}): Promise<OpenPage> {
  launched ??= launch();
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
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return { page, errors, hosts };
}

/** Playwright ends it with the process. */
async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await executablePath(), args: flags });
}

/** CHROME_PATH, else npm's Chromium (Linux x64), else an installed Chrome. */
async function executablePath(): Promise<string> {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium');
    return packaged.executablePath();
  }
  const found = installed.find(existsSync);
  if (!found) throw new Error('No Chrome was found: set CHROME_PATH to one.');
  return found;
}

const installed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
];
