import { expect, it } from 'vitest';
import { describeResult } from '../../salesforce-package/checks/run.ts';
import { check, project } from './project.ts';

it('finds nothing wrong', async () => {
  const results = await check(project());
  console.log(results.map(describeResult).join('\n'));
  expect(results.flatMap((r) => r.findings)).toEqual([]);
});
