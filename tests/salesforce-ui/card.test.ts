/** The package's own components on the pages, in front of the product itself. */
import { beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../hubspot-ui/support/axe.ts';
import { openCallingOrg } from '../salesforce-app/support/org.ts';
import { labelTexts, packageSources } from '../sandbox/salesforce-ui/build/components.ts';
import { componentsBuild } from '../sandbox/salesforce-ui/build/components-build.ts';
import { openPage } from '../support/browser.ts';
import { databases, type TestDatabaseKind } from '../support/databases.ts';
import { ownPackage } from './support/probe-package.ts';
import { admin, compiled, heroId, openUi, rep } from './support/ui.ts';

const [database] = databases as readonly [TestDatabaseKind];
/** Read once, so that somebody who edits meanwhile does not have the page loaded anew. */
const texts = labelTexts(packageSources(ownPackage));
const label = (name: string) => {
  const text = texts.get(name);
  if (!text) throw new Error(`There is no custom label ${name}.`);
  return text;
};

beforeAll(async () => {
  const begun = performance.now();
  const build = componentsBuild({ packageRoot: ownPackage });
  const wasThere = build.view().state === 'ready';
  await compiled(build);
  const took = Math.round(performance.now() - begun);
  console.info(`All components of the package: ${took} ms ${wasThere ? 'kept' : 'compiled'}.`);
}, 300_000);

async function open(path: string, user = rep) {
  const org = await openCallingOrg(database);
  org.salesforce.setOrgKeys(org.keys);
  const ui = await openUi({
    salesforce: org.salesforce,
    appServer: org.server.url,
    users: [user],
  });
  const { page, errors } = await openPage();
  await page.goto(`${ui.url}${path}`);
  return { page, errors };
}

describe('the component on a record', () => {
  it('enriches the record by keyboard, and the page around it shows what was written', async () => {
    const { page, errors } = await open(`/lightning/r/Contact/${heroId}/view`);
    const component = page.locator('[data-component="c-oppspot-enrich"]');
    const enrich = component.getByRole('button', { name: label('Card_Enrich'), exact: true });
    await enrich.waitFor();
    expect(await violations(page)).toEqual([]);
    const score = page.locator('[data-field="oppspot__Score__c"] .value');
    expect(await score.count()).toBe(0);
    await enrich.focus();
    await page.keyboard.press('Enter');
    await score.waitFor();
    expect(Number(await score.innerText())).toBeGreaterThan(50);
    await page
      .getByRole('link', { name: /^Follow up with Idris Marlowe/ })
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});

describe('the setup page', () => {
  it('shows an administrator the connection of the org', async () => {
    const { page, errors } = await open('/lightning/n/oppspot__OppSpot_Setup', admin);
    await page.getByText('00DOp0000000001MAA').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
