/** What the security review and the subscriber see of the classes. */
import { describe, expect, it } from 'vitest';
import { callsOf, classNames, modifiersOf, writes } from './support/apex.ts';

/**
 * Salesforce reaches these from outside the package only when they are global: the Flow Builder of a
 * subscriber, and requests to Apex REST. Nothing in them can be taken back once a version is promoted.
 */
const reachedFromOutside = ['OppSpotEnrichAction', 'OppSpotEraseAction', 'OppSpotKeyResource'];

describe('the classes', () => {
  it('show subscribers three entrances and nothing behind them', () => {
    expect(classNames.filter((name) => modifiersOf(name).has('global'))).toEqual(
      reachedFromOutside,
    );
  });

  it.each(classNames)('%s sees only what the user sees, and logs nothing', (name) => {
    expect(modifiersOf(name)).not.toContain('withoutsharing');
    expect(callsOf(name, 'debug')).toEqual([]);
  });

  it('write nothing in Salesforce but the key of the org', () => {
    const writing = classNames.filter((name) => !/Test/.test(name) && writes(name));
    expect(writing).toEqual([
      'OppSpotInstallHandler',
      'OppSpotKeyService',
      'OppSpotUninstallHandler',
    ]);
  });
});
