/** What the contract's words mean to a rep. A word of a newer server is shown as it is. */

const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  band: {
    excellent: 'Excellent',
    'very-good': 'Very good',
    good: 'Good',
    average: 'Average',
    'below-average': 'Below average',
    unknown: 'Unknown',
  },
  component: {
    financial: 'Financial standing',
    growth: 'Growth',
    engagement: 'Engagement',
    fit: 'Fit',
  },
  policy: {
    never: 'Never written',
    'fill-blank': 'Only when empty',
    'overwrite-if-ours': 'Only if oppSpot wrote it',
    always: 'Always written',
  },
  source: {
    found: 'Found',
    empty: 'Nothing found',
    'not-applicable': 'Nothing to ask',
    'not-configured': 'Not set up',
    failed: 'Failed',
    late: 'Too slow',
  },
  written: {
    written: 'Written',
    failed: 'Failed',
    pending: 'Not confirmed yet',
    undone: 'Undone',
    kept: 'Kept on undo',
  },
  undo: {
    restored: 'Restored',
    deleted: 'Deleted',
    'left-alone': 'Left alone',
    failed: 'Failed',
  },
  kind: { fields: 'Fields', task: 'Task', deal: 'Deal' },
  registry: { 'companies-house': 'Companies House' },
};

type Kind = 'band' | 'component' | 'policy' | 'source' | 'written' | 'undo' | 'kind' | 'registry';

export function wordFor(kind: Kind, word: string): string {
  return words[kind]?.[word] ?? capitalised(word);
}

/** "very-good" → "Very good". */
export function capitalised(word: string): string {
  const text = word.replaceAll(/[-_]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
