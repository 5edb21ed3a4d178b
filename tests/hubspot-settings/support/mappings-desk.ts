/** The mapping routes as the contract says, over an account with a few properties. */

import { mappingFor } from '../../../server/crm/hubspot/fields.ts';
import type { CardAnswer } from '../../../shared/contract/answer.ts';
import {
  type CrmField,
  type FieldMapping,
  fieldMapping,
  type MappingsPreview,
  type MappingsPreviewRequest,
  type MappingsState,
  type MappingsUpdate,
  mappingsPreviewRequest,
  mappingsUpdate,
} from '../../../shared/contract/mappings.ts';
import { refusal } from './refusal.ts';

export interface MappingsDesk {
  state: MappingsState;
  properties: CrmField[];
  /** What was saved, newest last. */
  readonly saved: MappingsUpdate[];
  /** What was tried, newest last. */
  readonly tried: MappingsPreviewRequest[];
  /** What a trial comes to. */
  preview: MappingsPreview['items'];
  /** Found wrong with whatever is saved or tried next. */
  faults: { readonly field: string; readonly message: string }[];
  /** Somebody else saves. */
  saveBySomebodyElse(items: readonly FieldMapping[]): void;
  /** Null for what is none of its routes. */
  answer(method: string, path: string, body: unknown): CardAnswer<unknown> | null;
}

/** One with its defaults. */
export function mappingOf(
  mapping: Pick<FieldMapping, 'oppspotField' | 'crmField'> & Partial<FieldMapping>,
): FieldMapping {
  return fieldMapping.parse({ object: 'company', ...mapping });
}

export function property(
  name: string,
  type: CrmField['type'],
  over: Partial<CrmField> = {},
): CrmField {
  const label = `Label of ${name}`;
  const base = { name, type, label, object: 'company' as const, writable: true, isOwn: false };
  return { ...base, maxLength: null, options: null, ...over };
}

export function mappingsDesk(): MappingsDesk {
  const desk: MappingsDesk = {
    state: {
      version: 'm1',
      items: [],
      defaults: (['company', 'contact'] as const).flatMap((object) =>
        Object.entries(mappingFor(object)).flatMap(([oppspotField, crmField]) =>
          crmField ? [{ object, oppspotField, crmField }] : [],
        ),
      ),
    },
    properties: [
      property('industry', 'choice', {
        options: [{ value: 'COMPUTER_SOFTWARE', label: 'Computer Software' }],
      }),
      property('our_sector', 'text'),
      property('headcount', 'number'),
      property('founded_on', 'date'),
      property('computed_sector', 'text', { writable: false }),
      property('parent_company', 'reference'),
      property('sector_of_contact', 'text', { object: 'contact' }),
    ],
    saved: [],
    tried: [],
    preview: [],
    faults: [],
    saveBySomebodyElse(items) {
      desk.state = { ...desk.state, version: 'theirs', items: [...items] };
    },
    answer(method, path, body) {
      const { pathname, searchParams } = new URL(path, 'https://smartsync.example');
      switch (`${method} ${pathname}`) {
        case 'GET /hubspot/settings/fields': {
          const object = searchParams.get('object');
          const items = desk.properties.filter((one) => one.object === object);
          return { ok: true, data: { items } };
        }
        case 'GET /hubspot/settings/mappings':
          return { ok: true, data: desk.state };
        case 'POST /hubspot/settings/mappings':
          return save(mappingsUpdate.parse(body));
        case 'POST /hubspot/settings/mappings/preview': {
          desk.tried.push(mappingsPreviewRequest.parse(body));
          return wrong() ?? { ok: true, data: { items: desk.preview } };
        }
        default:
          return null;
      }
    },
  };

  function wrong() {
    const faults = desk.faults.splice(0);
    if (faults.length === 0) return null;
    return refusal({ code: 'invalid_mappings', message: 'Correct the mappings.', faults });
  }

  function save(update: MappingsUpdate): CardAnswer<unknown> {
    if (update.version !== desk.state.version) {
      return refusal({ code: 'mappings_changed', message: 'Somebody else saved meanwhile.' });
    }
    const refused = wrong();
    if (refused) return refused;
    desk.saved.push(update);
    desk.state = { ...desk.state, version: `m-${desk.saved.length}`, items: update.items };
    return { ok: true, data: desk.state };
  }

  return desk;
}
