/** `npm run research -- --domain <domain> [--name <name>] [--json]`: public sources only, no CRM. */
import { parseArgs } from 'node:util';
import type { CompanyMatch } from '../../shared/company/match.ts';
import { decide } from '../../shared/decide.ts';
import { defaultSettings } from '../../shared/tenant/settings.ts';
import { MemoryCache } from '../cache/memory.ts';
import { loadConfig } from '../config/config.ts';
import { createLogger } from '../http/logger.ts';
import { companySubject } from '../research/subject.ts';
import { systemRuntime } from '../runtime.ts';
import { createResearch } from '../services.ts';
import { printMatch, printScore, printSignals, printSources } from './print-enrichment.ts';
import { runCommand, UsageError } from './run-command.ts';
import type { Terminal } from './terminal.ts';

const usage = 'Usage: npm run research -- --domain <domain> [--name <company name>] [--json]';

await runCommand(usage, async (terminal) => {
  const { values } = parseArgs({
    options: {
      domain: { type: 'string' },
      name: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  if (!values.domain && !values.name) throw new UsageError('Name a domain, a company, or both.');
  const config = loadConfig(process.env);
  const found = companySubject({ domain: values.domain ?? null, name: values.name ?? null });
  if (!found.ok) {
    if (values.json) terminal.data(JSON.stringify({ match: found.match }, null, 2));
    else terminal.error(found.match.reason);
    return 1;
  }
  const logger = createLogger({ level: process.env.LOG_LEVEL ? config.logLevel : 'silent' });
  const cache = new MemoryCache({ now: () => systemRuntime.now() });
  const research = createResearch(config, cache, systemRuntime, logger);
  try {
    const result = await research.company(found.subject, {
      matchThreshold: defaultSettings().thresholds.match,
      refresh: false,
      onProgress: ({ label, state }) =>
        terminal.progress(state === 'started' ? `${label}…` : `${label}: ${state}`),
    });
    terminal.clearProgress();
    const { signals, score, summary } = decide({
      now: systemRuntime.now().toISOString(),
      settings: defaultSettings(),
      record: {
        object: 'company',
        id: found.subject.domain ?? 'company',
        name: nameOf(result.match) ?? found.subject.name ?? '',
        jobTitle: null,
        ownerId: null,
        crmStage: null,
        previousStage: null,
        isCustomer: false,
        openDeals: 0,
        optedOut: false,
      },
      match: result.match,
      evidence: result.evidence,
    });
    const answer = { ...result, signals, score, summary };
    if (values.json) terminal.data(JSON.stringify(answer, null, 2));
    else print(terminal, answer);
    return result.match.status === 'matched' ? 0 : 1;
  } finally {
    await research.close();
  }
});

type Answer = Awaited<ReturnType<ReturnType<typeof createResearch>['company']>> &
  Pick<ReturnType<typeof decide>, 'signals' | 'score' | 'summary'>;

function print(terminal: Terminal, answer: Answer): void {
  terminal.line();
  printMatch(terminal, answer.match);
  if (answer.match.status === 'matched') {
    printScore(terminal, answer.score, answer.evidence);
    printSignals(terminal, answer.signals, answer.evidence);
  }
  if (answer.evidence.length > 0) {
    terminal.line();
    terminal.line(terminal.style('bold', 'Evidence'));
    for (const { observedAt, text, source } of answer.evidence) {
      const where = source.type === 'public' ? source.url : source.label;
      terminal.line(`  ${observedAt.slice(0, 10)} ${text} ${terminal.style('dim', where)}`);
    }
  }
  printSources(terminal, answer.sources);
}

function nameOf(match: CompanyMatch): string | null {
  return match.status === 'matched' ? match.company.name : null;
}
