import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countryOptions, ownerOptions } from '../../hubspot-project/app/settings/draft/choices.ts';
import { countryCodes } from '../../hubspot-project/app/settings/draft/countries.ts';
import {
  type SettingsDraft,
  toDraft,
  toUpdate,
} from '../../hubspot-project/app/settings/draft/draft.ts';
import { faultsOf } from '../../hubspot-project/app/settings/draft/faults.ts';
import {
  changed,
  linesOf,
  moved,
  wordsOf,
} from '../../hubspot-project/app/settings/draft/lists.ts';
import { rebase } from '../../hubspot-project/app/settings/draft/rebase.ts';
import {
  changedKeys,
  sectionOf,
  settingsKeys,
} from '../../hubspot-project/app/settings/draft/sections.ts';
import { sha256Hex } from '../../hubspot-project/app/settings/draft/sha256.ts';
import { dayText } from '../../hubspot-project/app/settings/text/dates.ts';
import { countryName } from '../../shared/company/country.ts';
import { settingsUpdate } from '../../shared/contract/settings.ts';
import { defaultSettings, tenantSettings } from '../../shared/tenant/settings.ts';
import { sandboxState } from './support/settings-state.ts';

const sandbox = toDraft(sandboxState().settings);

describe('a draft', () => {
  it('gives back the settings it was made of', () => {
    for (const settings of [defaultSettings(), sandboxState().settings]) {
      const update = toUpdate(toDraft(settings), 'v1');
      expect(settingsUpdate.parse(update).settings).toEqual(settings);
      expect(faultsOf(toDraft(settings))).toEqual([]);
    }
  });

  it('knows the tab of every setting there is', () => {
    expect(settingsKeys.toSorted()).toEqual(Object.keys(tenantSettings.shape).toSorted());
    for (const key of settingsKeys) expect(sectionOf(`settings.${key}.0.name`)).not.toBeNull();
    expect(sectionOf('suppressEmails.3')).toBe('privacy');
    expect([null, 'version', 'settings', 'settings.unheard-of'].map(sectionOf)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('is changed by content, not by the order of keys', () => {
    const policies = (...entries: [string, 'never' | 'always'][]): SettingsDraft => ({
      ...sandbox,
      fieldPolicies: Object.fromEntries(entries),
    });
    const one = policies(['a', 'never'], ['b', 'always']);
    expect(changedKeys(one, policies(['b', 'always'], ['a', 'never']))).toEqual([]);
    expect(changedKeys(one, policies(['a', 'never']))).toEqual(['fieldPolicies']);
  });
});

/** With two decimals, as a person types one. */
const anyNumber = fc.integer({ min: -500, max: 120_000 }).map((cents) => cents / 100);

/** What people can type, wrong things included. */
const typed = fc.option(fc.oneof(fc.integer({ min: -5, max: 1200 }), anyNumber), {
  nil: null,
});
const words = fc.array(
  fc.constantFrom('acme.example', 'x', 'https://a.example', '17', 'é@b.example'),
  { maxLength: 2 },
);
const anyDraft: fc.Arbitrary<SettingsDraft> = fc.record({
  language: fc.constantFrom(null, 'en', 'de', 'fr', 'es', 'nl'),
  weights: fc.oneof(
    fc.constant(sandbox.weights),
    fc.record({ financial: typed, growth: typed, engagement: typed, fit: typed }),
  ),
  idealCustomer: fc.record({
    industries: fc.string(),
    sizes: fc.array(fc.record({ minimum: typed, maximum: typed }), { maxLength: 2 }),
    countries: fc.subarray(['GB', 'NO']),
    technologies: fc.string(),
  }),
  thresholds: fc.record({ deal: typed, match: typed }),
  automation: fc.constant(sandbox.automation),
  tasks: fc.record({ dueInHours: typed, repeatAfterDays: typed }),
  deals: fc.record({
    pipeline: fc.constant(null),
    stage: fc.constant(null),
    repeatAfterDays: typed,
  }),
  freshness: fc.record({
    staleAfterDays: typed,
    refresh: fc.boolean(),
    look: fc.constantFrom('off', 'daily', 'weekly', 'monthly'),
    looksPerDay: typed,
    enrichmentsPerDay: typed,
  }),
  assignment: fc.array(
    fc.record({
      id: fc.constant('rule-1'),
      name: fc.string(),
      countries: fc.subarray(['GB']),
      industries: fc.string(),
      ownerIds: fc.subarray(['1', '2']),
    }),
    { maxLength: 2 },
  ),
  fieldPolicies: fc.constant({}),
  intentPages: fc.array(fc.record({ path: fc.constantFrom('', '/a', 'a'), page: fc.string() }), {
    maxLength: 2,
  }),
  suppression: fc.record({
    domains: words.map((entries) => entries.join(' ')),
    recordIds: words.map((entries) => entries.join('\n')),
    emailHashes: fc.constant([]),
    newEmails: fc.subarray(['a@b.example', 'nobody', 'a@b']).map((entries) => entries.join(',')),
  }),
});

describe('the quick checks', () => {
  it('let no list through that the contract refuses', () => {
    const lists = fc.constantFrom('suppression', 'idealCustomer');
    fc.assert(
      fc.property(anyDraft, lists, (other, key) => {
        const draft = { ...sandbox, [key]: other[key] };
        fc.pre(faultsOf(draft).length === 0);
        expect(settingsUpdate.safeParse(toUpdate(draft, 'v1')).error).toBeUndefined();
      }),
    );
  });

  it('let every other part through exactly as far as the contract does', () => {
    const parts = settingsKeys.filter((key) => key !== 'suppression' && key !== 'idealCustomer');
    fc.assert(
      fc.property(anyDraft, fc.constantFrom(...parts), (other, key) => {
        const draft = { ...sandbox, [key]: other[key] };
        const parsed = settingsUpdate.safeParse(toUpdate(draft, 'v1'));
        expect(faultsOf(draft).length === 0).toBe(parsed.success);
      }),
    );
  });

  it.each<[string, Partial<SettingsDraft>, string]>([
    ['a size without a minimum', sizes(null, 5), 'settings.idealCustomer.sizes.0.minimum'],
    ['a size that ends before it begins', sizes(9, 5), 'settings.idealCustomer.sizes.0.maximum'],
    ['a word that is no domain', suppressed({ domains: 'acme' }), 'settings.suppression.domains'],
    [
      'a record id that is a name',
      suppressed({ recordIds: 'Ada' }),
      'settings.suppression.recordIds',
    ],
    ['an address without @', suppressed({ newEmails: 'nobody' }), 'suppressEmails'],
    [
      'more addresses than one save takes',
      suppressed({ newEmails: Array.from({ length: 501 }, (_, n) => `${n}@a.example`).join('\n') }),
      'suppressEmails',
    ],
  ])('find %s', (_, part, field) => {
    expect(faultsOf({ ...sandbox, ...part }).map((fault) => fault.field)).toEqual([field]);
  });
});

function sizes(minimum: number | null, maximum: number | null): Partial<SettingsDraft> {
  return { idealCustomer: { ...sandbox.idealCustomer, sizes: [{ minimum, maximum }] } };
}

function suppressed(part: Partial<SettingsDraft['suppression']>): Partial<SettingsDraft> {
  return { suppression: { ...sandbox.suppression, ...part } };
}

describe('a draft on top of what somebody else saved', () => {
  it('without changes is what they saved, and with theirs unchanged is what was typed', () => {
    fc.assert(
      fc.property(anyDraft, anyDraft, (one, other) => {
        expect(rebase(one, one, other)).toEqual({ draft: other, contested: [] });
        expect(rebase(one, other, one)).toEqual({ draft: other, contested: [] });
        expect(rebase(one, other, other).contested).toEqual([]);
      }),
    );
  });

  it('keeps policies apart by field, and removes those that were taken back', () => {
    const base = { ...sandbox, fieldPolicies: { city: 'never', owner: 'always' } } as const;
    const mine = { ...base, fieldPolicies: { city: 'always', owner: 'always' } } as const;
    const theirs = { ...base, fieldPolicies: { city: 'never', score: 'never' } } as const;
    const { draft, contested } = rebase(base, mine, theirs);
    expect(draft.fieldPolicies).toEqual({ city: 'always', score: 'never' });
    expect(contested).toEqual([]);
  });

  it('takes weights as a whole, because they must add up', () => {
    const mine = { ...sandbox, weights: { ...sandbox.weights, fit: 50, growth: 10 } };
    const theirs = { ...sandbox, weights: { ...sandbox.weights, financial: 20, engagement: 20 } };
    const { draft, contested } = rebase(sandbox, mine, theirs);
    expect(draft.weights).toEqual(mine.weights);
    expect(contested).toEqual(['weights']);
  });
});

describe('lists', () => {
  it('are typed on lines, or as words', () => {
    expect(linesOf(' Retail, wholesale\r\n\n 62 \n62')).toEqual(['Retail, wholesale', '62']);
    expect(wordsOf('a.example, b.example;\n c.example\ta.example')).toEqual([
      'a.example',
      'b.example',
      'c.example',
    ]);
  });

  it('are reordered within their ends', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
    expect(changed([{ n: 1 }, { n: 2 }], 1, { n: 3 })).toEqual([{ n: 1 }, { n: 3 }]);
  });
});

describe('choices', () => {
  it('offer every country the product knows by name, and keep what is none', () => {
    expect(new Set(countryCodes).size).toBe(249);
    expect(countryCodes.filter((code) => countryName(code) === null)).toEqual([]);
    expect(countryOptions(['GB'])).toHaveLength(249);
    expect(countryOptions(['GB'])).toContainEqual({ value: 'GB', label: 'United Kingdom' });
    expect(countryOptions(['uk', 'ZZ']).slice(249)).toEqual([
      { value: 'uk', label: 'uk' },
      { value: 'ZZ', label: 'ZZ' },
    ]);
  });

  it('keep an owner who left, and say so', () => {
    const owners = { items: [{ id: '1', name: 'Ada', email: 'ada@a.example' }], error: null };
    expect(ownerOptions(owners, ['1', '2'])).toEqual([
      { value: '1', label: 'Ada' },
      { value: '2', label: 'Owner 2 (not in HubSpot any more)' },
    ]);
  });

  it('tell owners of the same name apart', () => {
    const items = [
      { id: '1', name: 'Ada', email: 'ada@a.example' },
      { id: '2', name: 'Ada', email: null },
      { id: '3', name: 'Bo', email: 'bo@a.example' },
    ];
    expect(ownerOptions({ items, error: null }, []).map(({ label }) => label)).toEqual([
      'Ada (ada@a.example)',
      'Ada (2)',
      'Bo',
    ]);
  });
});

it('fingerprints are those of the server', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(sha256Hex(text)).toBe(createHash('sha256').update(text).digest('hex'));
    }),
  );
});

it('days are written in the language of the person', () => {
  const iso = '2026-11-02T09:30:00.000Z';
  expect(dayText(iso, 'en-gb')).toBe('2 November 2026');
  expect(dayText(iso, 'de_DE')).toBe('2. November 2026');
  for (const unknown of [undefined, '', '*', 'a']) expect(dayText(iso, unknown)).toContain('2026');
});
