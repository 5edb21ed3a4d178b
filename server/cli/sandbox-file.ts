/** Where a running sandbox tells the command line how to reach it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const content = z.object({
  url: z.url(),
  token: z.string(),
  /** Signs bearers of the API; see `npm run token`. */
  jwtSecret: z.string(),
  organizationId: z.uuid(),
  pid: z.int(),
});
export type SandboxAddress = z.infer<typeof content>;

const path = (dataDir: string) => join(dataDir, 'sandbox.json');

/** The address of a sandbox that is alive; null when none runs. */
export function findSandbox(dataDir: string): SandboxAddress | null {
  try {
    const found = content.parse(JSON.parse(readFileSync(path(dataDir), 'utf8')));
    process.kill(found.pid, 0);
    return found;
  } catch {
    return null;
  }
}

/** Readable by this user only: the token opens the sandbox. */
export function announceSandbox(dataDir: string, address: SandboxAddress): void {
  writeFileSync(path(dataDir), JSON.stringify(address), { mode: 0o600 });
}

export function withdrawSandbox(dataDir: string): void {
  rmSync(path(dataDir), { force: true });
}
