/**
 * `npm run sandbox`: the real product on this machine with a fictional world around it: a stand-in
 * HubSpot portal, a stand-in Salesforce org and stand-in public sources. Loopback only; its database
 * lives as long as it does.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import closeWithGrace from 'close-with-grace';
import { announceSandbox, findSandbox, withdrawSandbox } from '../../server/cli/sandbox-file.ts';
import { loadConfig } from '../../server/config/config.ts';
import { type FreshSandbox, type Sandbox, startFreshSandbox, startSandbox } from './sandbox.ts';
import { heroContactId, recordsToTry } from './world/world.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4000' },
    'ui-port': { type: 'string' },
    'salesforce-ui-port': { type: 'string' },
    fresh: { type: 'boolean', default: false },
  },
});
const port = Number(values.port);
// Beside the API; a free one goes with a free one.
const uiPort = Number(values['ui-port'] ?? (port === 0 ? 0 : port + 1));
const salesforceUiPort = Number(values['salesforce-ui-port'] ?? (port === 0 ? 0 : port + 2));

try {
  const { dataDir } = loadConfig(process.env);
  if (findSandbox(dataDir)) {
    throw new Error(
      'A sandbox runs already. Stop it first, or use it: npm run enrich -- --id 1001',
    );
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const scratch = mkdtempSync(join(tmpdir(), 'smartsync-sandbox-'));
  const options = { dataDir: scratch, port, ui: true, uiPort, salesforceUiPort, env: process.env };
  const connected = values.fresh ? null : await startSandbox(options);
  const sandbox = connected ?? (await startFreshSandbox(options));
  if (connected) {
    const { url, token, jwtSecret, tenant } = connected;
    const { organizationId } = tenant;
    announceSandbox(dataDir, { url, token, jwtSecret, organizationId, pid: process.pid });
    banner(connected);
  } else freshBanner(sandbox);
  closeWithGrace({ delay: 25_000 }, async ({ err }) => {
    if (err) console.error(err);
    withdrawSandbox(dataDir);
    await sandbox.close();
    rmSync(scratch, { recursive: true, force: true });
  });
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

function freshBanner({ url, uiUrl, salesforceUiUrl }: FreshSandbox): void {
  const bold = (text: string) => styleText('bold', text, { stream: process.stdout });
  console.log('Nothing is connected yet.');
  console.log(`Install in HubSpot:    ${bold(`${url}/oauth/hubspot/start`)}`);
  console.log(`Connect Salesforce:    ${bold(`${salesforceUiUrl}`)}, oppSpot Setup`);
  console.log(`The portal's pages:    ${bold(String(uiUrl))}`);
  console.log('Everything in it is fictional and stays on this machine. Stop it with Ctrl+C.');
}

function banner({ url, uiUrl, salesforceUiUrl, token }: Sandbox): void {
  const bold = (text: string) => styleText('bold', text, { stream: process.stdout });
  const dim = (text: string) => styleText('dim', text, { stream: process.stdout });
  console.log(
    `Open ${bold(String(uiUrl))}  ${dim('HubSpot-like pages with the real cards in them')}`,
  );
  console.log(
    `Open ${bold(String(salesforceUiUrl))}  ${dim('Lightning-like pages with the real components of the Salesforce package')}`,
  );
  console.log(`${bold('oppSpot SmartSync sandbox')} ready at ${url}`);
  console.log(dim('Everything in it is fictional and stays on this machine. Stop it with Ctrl+C.'));
  console.log('\nTry in a second terminal:\n');
  console.log(`npm run enrich -- --object contact --id ${heroContactId}`);
  console.log(`npm run enrich -- --object contact --id ${heroContactId} --preview`);
  console.log('npm run undo -- <enrichment id>');
  console.log(dim(`\nThe same over the API, described at ${url}/openapi.json:`));
  console.log(
    `curl -s ${url}/api/v1/enrichments -H 'authorization: Bearer ${token}' -H 'content-type: application/json' -d '{"object":"contact","recordId":"${heroContactId}","mode":"preview"}'`,
  );
  console.log(dim('\nOther records:'));
  for (const { object, id, shows } of recordsToTry.slice(1)) {
    console.log(`npm run enrich -- --object ${object} --id ${id}   ${dim(`# ${shows}`)}`);
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `Port ${port}, ${uiPort} or ${salesforceUiPort} is in use. Choose others: npm run sandbox -- --port 4100`;
  }
  return error.message;
}
