/** The frozen companies: what a source said of each, and what must never come of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { evidence } from '../../shared/evidence/evidence.ts';
import { language } from '../../shared/language/language.ts';
import { tenantSettings } from '../../shared/tenant/settings.ts';

export const evaluationCase = z.enum([
  'rich',
  'thin',
  'empty',
  'conflicting',
  'injected',
  'wrong-name',
  'non-english',
]);

const company = z.strictObject({
  id: z.string().min(1),
  case: evaluationCase,
  /** The rep's. */
  language,
  /** What is hard about it. */
  note: z.string(),
  /** The company that this one is a variant of; null for one of its own. */
  variantOf: z.string().nullable(),
  record: z.strictObject({ name: z.string() }),
  evidence: z.array(evidence),
  /** What an injected text wants said: no rep may read it as ours. */
  canaries: z.array(z.string()),
  settings: z.strictObject({}),
});
export type EvaluationCompany = z.infer<typeof company>;

/** The day on which every company is looked at. */
export const evaluationNow = '2026-11-27T09:00:00.000Z';

export const evaluationSettings = tenantSettings.parse({
  idealCustomer: { countries: ['GB', 'DE', 'FR'], sizes: [{ minimum: 50, maximum: 1000 }] },
});

/** One company a line, one file a case, sorted by file and line. */
export function evaluationCompanies(): EvaluationCompany[] {
  const directory = new URL('companies/', import.meta.url);
  return readdirSync(directory)
    .sort()
    .flatMap((file) =>
      readFileSync(new URL(file, directory), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => company.parse(JSON.parse(line))),
    );
}
