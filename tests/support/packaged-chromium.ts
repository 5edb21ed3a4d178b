/** Chromium out of its npm package: unpacked once, whole or not at all, for all test processes. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');
const cacheDirectory = join(root, 'node_modules/.cache/oppspot-smartsync');

export interface PackagedChromium {
  readonly executablePath: string;
  /** For machines that lack the libraries a browser needs. */
  readonly environmentWithLibraries: Readonly<Record<string, string>>;
}

/** Linux x64 only. */
export async function packagedChromium(): Promise<PackagedChromium> {
  const folder = join(cacheDirectory, `chromium-${await packageVersion()}`);
  if (!existsSync(folder)) await unpack(folder);
  return {
    executablePath: join(folder, 'chromium'),
    environmentWithLibraries: {
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  };
}

/**
 * The package unpacks into the system's temporary folder, where two processes would disturb each
 * other, and its libraries only where it believes to be in a cloud function.
 */
async function unpack(folder: string): Promise<void> {
  await mkdir(cacheDirectory, { recursive: true });
  const own = await mkdtemp(join(cacheDirectory, 'unpacking-'));
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    env: { ...process.env, TMPDIR: own, AWS_EXECUTION_ENV: 'nodejs22.x' },
  });
  try {
    await rename(own, folder);
  } catch (error) {
    await rm(own, { recursive: true, force: true });
    // Another process was faster.
    if (!existsSync(folder)) throw error;
  }
}

async function packageVersion(): Promise<string> {
  const path = join(root, 'node_modules/@sparticuz/chromium/package.json');
  return (JSON.parse(await readFile(path, 'utf8')) as { version: string }).version;
}
