/** What the Mappings tab knows by itself, held to what the server knows. */
import { describe, expect, it } from 'vitest';
import {
  isOffered,
  readableFields,
} from '../../hubspot-project/app/settings/draft/compatibility.ts';
import { atMappings } from '../../hubspot-project/app/settings/draft/mapping-faults.ts';
import {
  changedMappings,
  rebaseMappings,
  toMappings,
  toMappingsDraft,
} from '../../hubspot-project/app/settings/draft/mappings.ts';
import {
  newStep,
  type StepDraft,
  toTransform,
} from '../../hubspot-project/app/settings/draft/transforms.ts';
import { steps } from '../../hubspot-project/app/settings/text/mappings.ts';
import type { CrmField, FieldMapping } from '../../shared/contract/mappings.ts';
import { oppspotFields } from '../../shared/fields/registry.ts';
import { readableFacts } from '../../shared/mapping/readable.ts';
import { mappingTransform } from '../../shared/mapping/transform.ts';
import { mappingOf, property } from './support/mappings-desk.ts';

const offered = (
  oppspotField: string,
  type: CrmField['type'],
  transforms: readonly StepDraft[] = [],
) => isOffered(property('theirs', type), { oppspotField, direction: 'write', transforms });

describe('what is offered', () => {
  it('to work with is what the server takes out of the CRM', () => {
    expect(readableFields.toSorted()).toEqual(Object.keys(readableFacts).toSorted());
  });

  it.each(oppspotFields.filter(({ type }) => type === 'number'))(
    'for the number $name is a number or a text',
    ({ name }) => {
      expect(offered(name, 'number')).toBe(true);
      expect(offered(name, 'text')).toBe(true);
      expect(offered(name, 'date')).toBe(false);
    },
  );

  it('for every text is a text and no number, day or reference', () => {
    const texts = oppspotFields.filter(({ type }) => type === 'text' || type === 'long-text');
    for (const { name } of [...texts, { name: 'company_name' }, { name: 'company_city' }]) {
      expect(offered(name, 'long-text')).toBe(true);
      for (const type of ['number', 'date', 'reference', 'other'] as const) {
        expect(offered(name, type)).toBe(false);
      }
    }
  });

  it('for an instant is a day, and for the owner a reference', () => {
    expect(offered('last_enriched_at', 'date')).toBe(true);
    expect(offered('last_enriched_at', 'number')).toBe(false);
    expect(offered('owner', 'reference')).toBe(true);
    expect(offered('owner', 'choice')).toBe(false);
  });

  it('follows the steps on the way', () => {
    expect(offered('company_name', 'number', [newStep('number')])).toBe(true);
    expect(offered('last_enriched_at', 'number', [{ name: 'date', format: 'yyyy' }])).toBe(true);
    expect(offered('score', 'choice', [newStep('map')])).toBe(true);
    expect(offered('score', 'reference', [newStep('map')])).toBe(false);
    expect(offered('score', 'number', [newStep('number'), newStep('join')])).toBe(false);
  });

  it('never is a property that cannot be written', () => {
    const computed = property('theirs', 'text', { writable: false });
    const wish = { oppspotField: 'company_name', transforms: [] };
    expect(isOffered(computed, { ...wish, direction: 'both' })).toBe(false);
    expect(isOffered(computed, { ...wish, direction: 'read' })).toBe(true);
  });
});

describe('steps', () => {
  it('are all there are, each with a form', () => {
    const names = mappingTransform.options.map(({ shape }) => [...shape.name.values][0]);
    expect(steps.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });

  it.each(steps)('$name is complete as soon as it is filled in', ({ name }) => {
    const step = newStep(name);
    const filled = 'fields' in step ? { ...step, fields: ['company_city'] } : step;
    expect(mappingTransform.safeParse(toTransform(filled)).success).toBe(true);
  });

  it('go into the draft and back without a loss', () => {
    const item = mappingOf({
      oppspotField: 'company_industry',
      crmField: 'our_sector',
      transforms: [
        { name: 'map', values: [{ from: 'a', to: '' }], otherwise: null },
        { name: 'join', fields: ['company_city'], separator: '' },
      ],
    });
    expect(toMappings(Object.values(toMappingsDraft({ items: [item] })))).toEqual([item]);
  });
});

describe('mappings that two people change', () => {
  const to = (crmField: string, oppspotField = 'company_industry') =>
    mappingOf({ oppspotField, crmField });
  const draft = (...items: FieldMapping[]) => toMappingsDraft({ items });

  it('take over what only the other one changed, added or removed', () => {
    const base = draft(to('a'), to('gone', 'company_city'));
    const newest = draft(to('b'), to('new', 'company_country'));
    expect(rebaseMappings(base, base, newest)).toEqual({ draft: newest, contested: [] });
  });

  it('keep what only this one changed, added or removed', () => {
    const base = draft(to('a'), to('gone', 'company_city'));
    const mine = draft(to('b'), to('new', 'company_country'));
    const { draft: rebased, contested } = rebaseMappings(base, mine, base);
    expect(changedMappings(rebased, mine)).toEqual([]);
    expect(contested).toEqual([]);
  });

  it('name what both changed, and only where they differ', () => {
    const base = draft(to('a'));
    expect(rebaseMappings(base, draft(to('b')), draft(to('b'))).contested).toEqual([]);
    expect(rebaseMappings(base, draft(), draft(to('c'))).contested).toEqual([
      'company-company_industry',
    ]);
    expect(rebaseMappings(base, draft(), draft(to('c'))).draft).toEqual({});
  });
});

describe('the server’s faults', () => {
  const sent = Object.values(
    toMappingsDraft({ items: [mappingOf({ oppspotField: 'owner', crmField: 'x' })] }),
  );

  it('stand at the mapping they are about, or above all', () => {
    const at = (field: string | null) => atMappings([{ field, message: 'No.' }], sent)[0]?.field;
    expect(at('items.0')).toBe('company-owner');
    expect(at('items.0.transforms.2.to')).toBe('company-owner.transforms.2.to');
    expect(at('items.7.crmField')).toBeNull();
    expect(at('version')).toBeNull();
    expect(at(null)).toBeNull();
  });
});
