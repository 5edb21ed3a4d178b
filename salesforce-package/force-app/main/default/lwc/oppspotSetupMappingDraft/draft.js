/**
 * A draft has the shape of what is sent, so that the dotted paths of the server's faults lead into it,
 * but holds what inputs hold, and a key of each entry by which it is drawn.
 */
import { sameValue } from 'c/oppspotSetupDraft';
import { fromStep, toStep, withoutKey } from './steps';

let lastKey = 0;
const newKey = () => {
  lastKey += 1;
  return `mapping-${lastKey}`;
};

/** A draft of saved mappings. @param {object[]} items as the server tells them */
export function fromItems(items) {
  return {
    items: items.map((item) => ({
      ...item,
      key: newKey(),
      policy: item.policy ?? '',
      defaultValue: item.defaultValue ?? '',
      transforms: item.transforms.map((step) => fromStep(step, newKey())),
    })),
  };
}

/** What is sent of a draft. */
export function toItems({ items }) {
  return items.map((item) => ({
    ...withoutKey(item),
    policy: item.policy === '' ? null : item.policy,
    defaultValue: item.defaultValue === '' ? null : item.defaultValue,
    transforms: item.transforms.map(toStep),
  }));
}

/** One that a person begins with. @param {string} oppspotField name of the first field on offer */
export function newMapping(oppspotField) {
  const [item] = fromItems([
    {
      object: 'contact',
      oppspotField,
      crmField: '',
      direction: 'write',
      policy: null,
      required: false,
      defaultValue: null,
      transforms: [],
    },
  ]).items;
  return item;
}

/**
 * What a person did, on top of what somebody else saved meanwhile. Mappings are told apart by the field
 * they are for: one that was not touched here is as it is saved now, one that was stays as it was typed.
 * @param {object[]} base the items that editing began with
 * @param {object[]} mine the items as they are now
 * @param {object[]} newest the items that are saved now
 * @returns {object[]} items
 */
export function rebaseMappings(base, mine, newest) {
  const was = byField(base);
  const typed = byField(mine);
  const isTouched = (name) => !sameValue(was.get(name), typed.get(name));
  const kept = newest.filter((item) => !isTouched(nameOf(item)));
  const touched = mine.filter((item) => isTouched(nameOf(item)));
  return [...kept, ...touched];
}

function byField(items) {
  return new Map(items.map((item) => [nameOf(item), item]));
}

function nameOf({ object, oppspotField, crmField }) {
  return `${object}.${oppspotField}.${crmField}`;
}
