import { expect, it } from 'vitest';
import { templateNarrator } from '../../server/narrator/template.ts';
import { inputWith, template } from './support/narrator.ts';

it('without a model the template stands, and that is no fallback', async () => {
  expect(await templateNarrator.write(inputWith())).toEqual({
    summary: template,
    fallbackReason: null,
  });
});
