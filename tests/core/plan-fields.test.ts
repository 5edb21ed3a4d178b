import { describe, expect, it } from 'vitest';
import {
  type FieldPlanInput,
  fieldOutcomes,
  type MappedField,
  planFields,
} from '../../shared/plan/build.ts';
import { holdUnlessComplete } from '../../shared/plan/require.ts';

const queue = '00GOp0000000001AAA';
const rep = '005Op0000000007IAA';

function ownerChange(vacant: readonly string[]) {
  const [change] = planFields({
    record: { object: 'lead', id: '00QOp0000000001MAA' },
    current: { OwnerId: queue },
    mapping: [{ oppspotField: 'owner', crmField: 'OwnerId', label: 'Owner', policy: 'fill-blank' }],
    wanted: { owner: { value: rep, evidenceIds: [] } },
    vacant,
    lastWritten: {},
    encode: (_object, _field, value) => ({ ok: true, value }),
  });
  return change;
}

describe('an owner that names nobody', () => {
  it('is as good as empty, and undo can give it back', () => {
    expect(ownerChange(['owner'])).toMatchObject({ decision: 'write', before: queue, after: rep });
  });

  it('stays where it is somebody', () => {
    expect(ownerChange([])).toMatchObject({ decision: 'skip', after: rep });
  });
});

function mapped(
  more: Partial<MappedField['rules']> = {},
  policy: MappedField['policy'] = 'always',
) {
  const rules = { shape: null, transforms: [], defaultValue: null, required: false, ...more };
  const names = { oppspotField: 'company_city', crmField: 'town', label: 'City' };
  return { ...names, policy, rules } satisfies MappedField;
}

function outcomes(field: MappedField, input: Partial<FieldPlanInput> = {}) {
  return fieldOutcomes({
    record: { object: 'contact', id: '1' },
    current: {},
    mapping: [field],
    wanted: {},
    lastWritten: {},
    encode: (_object, _field, value) => ({ ok: true, value }),
    ...input,
  });
}

const city = (value: string | null) => ({ company_city: { value, evidenceIds: ['e'] } });

describe('a mapped field', () => {
  it('is unknown where we have nothing, and left alone', () => {
    expect(outcomes(mapped(), { current: { town: 'Bath' } })).toMatchObject([{ kind: 'unknown' }]);
  });

  it('gets its default where we have nothing, found nothing, or a step leaves nothing', () => {
    const field = mapped({ defaultValue: 'n/a' });
    const emptied = mapped({
      defaultValue: 'n/a',
      transforms: [{ name: 'map', values: [{ from: 'Bristol', to: '' }], otherwise: null }],
    });
    for (const [one, wanted] of [
      [field, {}],
      [field, city(null)],
      [emptied, city('Bristol')],
    ] as const) {
      expect(outcomes(one, { wanted })).toMatchObject([
        { change: { after: 'n/a', decision: 'write', reason: expect.stringMatching(/default/) } },
      ]);
    }
  });

  it('may be filled from other fields alone', () => {
    const field = mapped({ transforms: [{ name: 'first-of', fields: ['company_name'] }] });
    const wanted = { company_name: { value: 'Acme', evidenceIds: [] } };
    expect(outcomes(field, { wanted })).toMatchObject([{ change: { after: 'Acme' } }]);
  });

  it('hands its shape to the encoding', () => {
    const shape = { type: 'number', maxLength: null, options: null } as const;
    const seen: unknown[] = [];
    const encode: FieldPlanInput['encode'] = (...given) => {
      seen.push(given);
      return { ok: true, value: given[2] };
    };
    outcomes(mapped({ shape }), { wanted: city('7'), encode });
    expect(seen).toEqual([['contact', 'town', '7', shape]]);
  });

  it('of numbers is compared as one, with what stands there and with what we wrote', () => {
    const shape = { type: 'number', maxLength: null, options: null } as const;
    const field = mapped({ shape }, 'overwrite-if-ours');
    const current = { town: '7.0' };
    expect(outcomes(field, { wanted: city('7'), current })).toMatchObject([{ kind: 'unchanged' }]);
    const ours = { wanted: city('8'), current, lastWritten: { town: '7' } };
    expect(outcomes(field, ours)).toMatchObject([{ change: { decision: 'write' } }]);
    expect(outcomes(mapped(), { wanted: city('7'), current })).toMatchObject([{ kind: 'change' }]);
  });
});

describe('a required field', () => {
  const other: MappedField = {
    oppspotField: 'score',
    crmField: 'points',
    label: 'Score',
    policy: 'always',
  };
  const plan = (required: MappedField, input: Partial<FieldPlanInput>, unwritable: string[] = []) =>
    holdUnlessComplete(
      outcomes(required, {
        mapping: [required, other],
        ...input,
        wanted: { score: { value: 7, evidenceIds: [] }, ...input.wanted },
      }),
      unwritable,
    );
  const decisions = ({ outcomes: all }: ReturnType<typeof plan>) =>
    all.flatMap((one) => (one.kind === 'change' ? [one.change.decision] : []));

  it.each<[string, Partial<FieldPlanInput>]>([
    ['is unknown', {}],
    ['is empty', { wanted: city(null), current: { town: 'Bath' } }],
    ['is empty, and so is the CRM’s', { wanted: city(null) }],
    [
      'cannot be held by the field',
      {
        wanted: city('Bath'),
        encode: (_object, field, value) =>
          field === 'town' ? { ok: false, reason: 'No.' } : { ok: true, value },
      },
    ],
  ])('takes every write back when its value %s', (_why, input) => {
    const result = plan(mapped({ required: true }), input);
    expect(decisions(result)).not.toContain('write');
    expect(result.held).toMatchObject({ action: 'fields', code: 'required-missing' });
  });

  it('takes every write back when the account does not have the field', () => {
    const result = plan(mapped(), { wanted: city('Bath') }, ['City']);
    expect(decisions(result)).not.toContain('write');
  });

  it.each<[string, Partial<FieldPlanInput>, MappedField]>([
    ['there', { wanted: city('Bath') }, mapped({ required: true })],
    [
      'there already',
      { wanted: city('Bath'), current: { town: 'Bath' } },
      mapped({ required: true }),
    ],
    ['the default', {}, mapped({ required: true, defaultValue: 'n/a' })],
    [
      'there and not written by the policy',
      { wanted: city('Bath'), current: { town: 'Hull' } },
      mapped({ required: true }, 'fill-blank'),
    ],
    ['not required', {}, mapped()],
  ])('takes nothing back when its value is %s', (_why, input, field) => {
    const result = plan(field, input);
    expect(result.held).toBeNull();
    expect(decisions(result)).toContain('write');
  });
});
