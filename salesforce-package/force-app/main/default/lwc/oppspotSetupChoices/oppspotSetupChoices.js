/** Options to choose from, with what is chosen but no longer offered, so that saving loses nothing. */
import OWNER_GONE from '@salesforce/label/c.Setup_Owner_Gone';
import OWNER_NAMED from '@salesforce/label/c.Setup_Owner_Named';
import OWNER_UNNAMED from '@salesforce/label/c.Setup_Owner_Unnamed';
import STAGE_FIRST from '@salesforce/label/c.Setup_Stage_First';
import STAGE_GONE from '@salesforce/label/c.Setup_Stage_Gone';
import STAGE_IN from '@salesforce/label/c.Setup_Stage_In';
import { format } from 'c/oppspotText';
import { countryName, countryOptions as everyCountry } from './countries';

/** Owners by name, and by address too where two have the same name. */
export function ownerOptions({ items, error }, chosen) {
  const options = items.map(({ id, name, email }) => {
    const isShared = items.some((other) => other.id !== id && other.name === name);
    return { value: id, label: isShared ? format(OWNER_NAMED, name, email ?? id) : name };
  });
  const missing = error === null ? OWNER_GONE : OWNER_UNNAMED;
  return withChosen(options, chosen, (id) => format(missing, id));
}

/** Every country by its name, and chosen codes that no country has. */
export function countryOptions(chosen) {
  return withChosen(everyCountry(), chosen, countryName);
}

/** The first open stage, or one of those of every pipeline; an org usually has one pipeline. */
export function stageOptions({ items }, deals) {
  const options = items.flatMap(({ id, label, stages }) =>
    stages.map((stage) => ({
      value: stageValue({ pipeline: id, stage: stage.id }),
      label: items.length > 1 ? format(STAGE_IN, label, stage.label) : stage.label,
    })),
  );
  const first = { value: stageValue({ stage: null }), label: STAGE_FIRST };
  return withChosen([first, ...options], [stageValue(deals)], () =>
    format(STAGE_GONE, deals.stage),
  );
}

/** What the stage of new opportunities is called in the options. */
export function stageValue({ pipeline, stage }) {
  return stage === null ? 'first' : JSON.stringify([pipeline, stage]);
}

/** The pipeline and stage of an option. */
export function stageOf(value) {
  const [pipeline, stage] = value === 'first' ? [null, null] : JSON.parse(value);
  return { pipeline, stage };
}

function withChosen(options, chosen, label) {
  const missing = chosen.filter((value) => !options.some((option) => option.value === value));
  return [...options, ...missing.map((value) => ({ value, label: label(value) }))];
}
