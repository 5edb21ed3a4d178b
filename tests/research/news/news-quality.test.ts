/** How well headlines are understood, on the labelled sets. The table in docs/intelligence.md has these numbers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labelledHeadlines } from './headlines.ts';
import { laterHeadlines } from './later-headlines.ts';
import { heldOut, measureNews, tableRow, tuned } from './measure.ts';

describe('topics of headlines', () => {
  it('are told rightly for headlines the rules were made with', () => {
    const { precision, recall } = measureNews(tuned(labelledHeadlines));
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  });

  it('are told rightly for those held out', () => {
    const { precision, recall, mistakes } = measureNews(heldOut(labelledHeadlines));
    expect(precision, mistakes.join('\n')).toBeGreaterThanOrEqual(0.95);
    expect(recall, mistakes.join('\n')).toBeGreaterThanOrEqual(0.9);
  });

  it('are rather left untold than told wrongly, for headlines nobody had in mind', () => {
    const { precision, recall, mistakes } = measureNews(laterHeadlines);
    expect(precision, mistakes.join('\n')).toBeGreaterThanOrEqual(0.94);
    expect(recall, mistakes.join('\n')).toBeGreaterThanOrEqual(0.55);
  });

  it('stand in the documentation as they are measured', () => {
    const page = readFileSync(new URL('../../../docs/intelligence.md', import.meta.url), 'utf8');
    for (const [name, headlines] of [
      ['Made with', tuned(labelledHeadlines)],
      ['Held out', heldOut(labelledHeadlines)],
      ['Written later', laterHeadlines],
    ] as const) {
      expect(page).toContain(tableRow(name, measureNews(headlines)));
    }
  });
});
