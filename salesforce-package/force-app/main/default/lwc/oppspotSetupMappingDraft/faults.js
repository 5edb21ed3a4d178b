/** The quick checks of mappings. The server checks everything again and has the last word. */
import CHOOSE_FIELD from '@salesforce/label/c.Setup_Fault_Choose_Field';
import CHOOSE_FIELDS from '@salesforce/label/c.Setup_Fault_Choose_Fields';
import ENTER_NUMBER from '@salesforce/label/c.Setup_Fault_Enter_Number';
import ENTER_WHOLE_NUMBER from '@salesforce/label/c.Setup_Fault_Enter_Whole_Number';
import REPLACEMENT from '@salesforce/label/c.Setup_Fault_Replacement';
import { numberOf } from 'c/oppspotSetupDraft';
import { format, number } from 'c/oppspotText';
import { replacementsIn } from './steps';

/** @returns {{field: string, message: string}[]} `field` is the dotted path of the input */
export function faultsOf({ items }) {
  return items.flatMap((item, index) => [
    ...(item.crmField === '' ? fault(`items.${index}.crmField`, CHOOSE_FIELD) : []),
    ...item.transforms.flatMap((step, at) => stepFaults(`items.${index}.transforms.${at}`, step)),
  ]);
}

function stepFaults(path, step) {
  switch (step.name) {
    case 'number':
      return [
        ...numberFaults(`${path}.decimals`, step.decimals, 0, 6),
        ...numberFaults(`${path}.multiply`, step.multiply, -1e9, 1e9),
      ];
    case 'truncate':
      return numberFaults(`${path}.length`, step.length, 1, 100_000);
    case 'map': {
      const pairs = replacementsIn(step.values);
      const isFine = pairs.length > 0 && pairs.every(([, to]) => to !== undefined);
      return isFine ? [] : fault(`${path}.values`, REPLACEMENT);
    }
    case 'join':
    case 'first-of':
      return step.fields.length === 0 ? fault(`${path}.fields`, CHOOSE_FIELDS) : [];
    default:
      return [];
  }
}

/** Only what something is multiplied by may have decimals. */
function numberFaults(path, text, least, most) {
  const value = numberOf(text);
  const isWhole = !path.endsWith('.multiply');
  const isFine = value !== null && value >= least && value <= most;
  if (isFine && (!isWhole || Number.isInteger(value))) return [];
  return fault(
    path,
    format(isWhole ? ENTER_WHOLE_NUMBER : ENTER_NUMBER, number(least), number(most)),
  );
}

function fault(field, message) {
  return [{ field, message }];
}
