/**
 * What the components of the score model draw in their own tests is what the contract says, and the same
 * states as HubSpot's page is tested with.
 * `RECORD_FIXTURES=1 npx vitest run tests/salesforce-setup-lwc/scoring-fixtures.test.ts` takes them anew.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ScoringState, scoringState } from '../../shared/contract/scoring-model.ts';
import { learnedScoring, modelOf, scoringOf } from '../support/scoring-states.ts';

const folder = new URL(
  '../../salesforce-package/force-app/main/default/lwc/oppspotSetupModel/__tests__/data/',
  import.meta.url,
);

/** By the file's name. */
const states: Readonly<Record<string, ScoringState>> = {
  template: scoringOf(),
  ready: scoringOf({ models: [modelOf()] }),
  learned: learnedScoring(),
};

describe('the fixtures of the score model', () => {
  it('are those that are made here', () => {
    const files = readdirSync(folder).map((name) => name.replace('.json', ''));
    expect(files.sort()).toEqual(Object.keys(states).sort());
  });

  it.each(Object.entries(states))('%s is a state of the contract', (name, state) => {
    const file = new URL(`${name}.json`, folder);
    if (process.env.RECORD_FIXTURES) writeFileSync(file, `${JSON.stringify(state, null, 2)}\n`);
    const recorded: unknown = JSON.parse(readFileSync(file, 'utf8'));
    expect(recorded).toEqual(scoringState.parse(state));
  });
});
