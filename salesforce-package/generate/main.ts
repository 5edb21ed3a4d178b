/**
 * `npm run generate:salesforce`: writes the parts of the package that follow from sources elsewhere.
 * With `--check` it writes nothing and ends with 1 when a file is not what its sources say.
 */
import { parseArgs } from 'node:util';
import { driftOf, writeFiles } from './files.ts';
import { generatedFiles, packageFolder } from './generated.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const files = generatedFiles();
if (values.check) {
  const drift = driftOf(packageFolder, files);
  for (const line of drift) console.error(line);
  if (drift.length > 0) {
    console.error('Run: npm run generate:salesforce');
    process.exitCode = 1;
  } else {
    console.log(
      `${files.size} generated files of the Salesforce package are what their sources say.`,
    );
  }
} else {
  for (const path of writeFiles(packageFolder, files)) console.log(`Removed ${path}.`);
  console.log(`${files.size} files written.`);
}
