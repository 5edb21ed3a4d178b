/** Which Chromium is driven, and how it is started. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { packagedChromium } from './packaged-chromium.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--headless=new',
];

/**
 * A browser without profile; it ends with the process at the latest. CHROME_PATH, else npm's Chromium
 * (Linux x64), else an installed Chrome.
 */
export async function launchChromium(): Promise<Browser> {
  if (process.env.CHROME_PATH) return launch(process.env.CHROME_PATH);
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { executablePath, environmentWithLibraries } = await packagedChromium();
    try {
      return await launch(executablePath);
    } catch (error) {
      if (!String(error).includes('error while loading shared libraries')) throw error;
      return launch(executablePath, environmentWithLibraries);
    }
  }
  const found = installed.find(existsSync);
  if (!found) throw new Error('No Chrome was found: set CHROME_PATH to one.');
  return launch(found);
}

function launch(
  executablePath: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Browser> {
  const env = { ...process.env, ...environment } as Record<string, string>;
  return chromium.launch({ executablePath, args: flags, env });
}

const installed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
];
