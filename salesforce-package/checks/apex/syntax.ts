import { type Check, count } from '../check.ts';
import { apexSources } from './source.ts';

/** Classes and triggers parse. */
export const syntax: Check = {
  name: 'apex-syntax',
  async run(project) {
    const sources = apexSources(project);
    return {
      checked: count(sources.length, 'file'),
      findings: sources.flatMap(({ errors }) => errors),
    };
  },
};
