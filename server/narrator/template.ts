import type { Narrator } from './narrator.ts';

/** The narrator without a model: what the core composed stands. */
export const templateNarrator: Narrator = {
  write: async ({ template }) => ({ summary: template, fallbackReason: null }),
  forget: async () => {},
};
