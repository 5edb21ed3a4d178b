/**
 * Gives components the English text of each custom label where sfdx-lwc-jest would give its name:
 * tests and the accessibility rules then judge what a person reads.
 */
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(process.cwd(), 'salesforce-package/generate/labels');
const files = existsSync(folder)
  ? readdirSync(folder).filter((name) => name.endsWith('.json'))
  : [];

for (const file of files) {
  const labels = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  for (const [name, text] of Object.entries(labels)) {
    jest.mock(`@salesforce/label/c.${name}`, () => ({ __esModule: true, default: text }), {
      virtual: true,
    });
  }
}
