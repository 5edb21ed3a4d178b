/** A model that makes things up: nothing of it reaches the rep. */
import { afterAll, expect, test } from 'vitest';
import { longDate } from '../../shared/text/dates.ts';
import { startOpenAiStandin } from '../sandbox/openai/standin.ts';
import { enrich, sandboxForFile } from './support/sandbox.ts';

const model = await startOpenAiStandin({ mode: 'hallucinating' });
/** What the stand-in model says in this mode, whatever it is asked. */
const madeUp = ['Northgate', '45 million', 'March 2019', '98765', 'Reykjavik'];

const house = sandboxForFile({
  OPENAI_API_KEY: model.apiKey,
  OPENAI_BASE_URL: model.url,
  OPENAI_MODEL: model.model,
});

afterAll(() => model.close());

test.each(['1001', '1002', '1006'])(
  'contact %s shows no number that no source gave',
  async (id) => {
    const { sandbox } = house;
    const { page, card } = await house.record(id);
    await enrich(card);
    await card.getByRole('heading', { name: 'Summary' }).waitFor();
    const [run] = await sandbox.services.sync.list(sandbox.tenant, {
      object: 'contact',
      recordId: id,
      limit: 1,
    });
    const enrichment = await sandbox.services.sync.get(sandbox.tenant, run?.id ?? '');
    expect(model.requests().length).toBeGreaterThan(0);
    expect(enrichment.summary.author).toBe('template');

    const texts: string[] = [await page.locator('main').innerText()];
    for (const tab of await card.getByRole('tab').all()) {
      await tab.click();
      texts.push(await card.innerText());
    }
    for (const text of texts) {
      for (const words of madeUp) expect(text).not.toContain(words);
    }
    // Every number of the summary stands in the evidence it names.
    const grounds = new Map(
      enrichment.evidence.map(({ id, text, observedAt }) => [
        id,
        `${text} ${longDate(observedAt)}`,
      ]),
    );
    for (const sentence of enrichment.summary.sentences) {
      const said = sentence.evidenceIds.map((evidenceId) => grounds.get(evidenceId)).join(' ');
      for (const number of sentence.text.match(/\d[\d,.]*\d|\d/g) ?? []) {
        expect(said, sentence.text).toContain(number);
      }
    }
  },
);
