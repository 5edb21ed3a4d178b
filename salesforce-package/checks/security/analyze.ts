/**
 * Salesforce Code Analyzer, as a process of its own: node analyze.ts <task>, a JSON `Task`. It writes
 * a JSON `Analysis`. https://developer.salesforce.com/docs/platform/salesforce-code-analyzer
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  CodeAnalyzer,
  CodeAnalyzerConfig,
  OutputFormat,
  type Violation,
} from '@salesforce/code-analyzer-core';
import * as eslint from '@salesforce/code-analyzer-eslint-engine';
import * as pmd from '@salesforce/code-analyzer-pmd-engine';
import * as regex from '@salesforce/code-analyzer-regex-engine';
import * as retirejs from '@salesforce/code-analyzer-retirejs-engine';
import * as sfge from '@salesforce/code-analyzer-sfge-engine';
import type { Analysis, Task } from './security.ts';

/** The rules that the security review runs. */
const selectors = ['AppExchange', 'Recommended:Security'];

async function analyze({ root, folders, logs, output, report }: Task): Promise<void> {
  const config = CodeAnalyzerConfig.fromObject({
    config_root: root,
    log_folder: logs,
    // What is no fault stands in the sheet of false positives, where a reviewer sees it.
    suppressions: { disable_suppressions: true },
  });
  const analyzer = new CodeAnalyzer(config);
  for (const engine of [eslint, pmd, regex, retirejs, sfge]) {
    await analyzer.addEnginePlugin(engine.createEnginePlugin());
  }
  const workspace = await analyzer.createWorkspace(folders);
  const rules = await analyzer.selectRules(selectors, { workspace });
  const results = await analyzer.run(rules, { workspace });
  if (report) {
    mkdirSync(dirname(report), { recursive: true });
    writeFileSync(report, results.toFormattedOutput(OutputFormat.HTML));
  }
  const analysis: Analysis = {
    rules: rules.getCount(),
    violations: results.getViolations().map(plain),
  };
  writeFileSync(output, JSON.stringify(analysis));
}

function plain(violation: Violation): Analysis['violations'][number] {
  const location = violation.getPrimaryLocation();
  return {
    engine: violation.getRule().getEngineName(),
    rule: violation.getRule().getName(),
    message: violation.getMessage(),
    file: location.getFile(),
    line: location.getStartLine(),
  };
}

await analyze(JSON.parse(process.argv[2] ?? '') as Task);
