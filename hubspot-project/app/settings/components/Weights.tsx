import { AutoGrid, Flex, StatusTag } from '@hubspot/ui-extensions';
import { faultAt, weightSum } from '../draft/faults.ts';
import { components } from '../text/words.ts';
import type { Editor } from './editor.ts';
import { NumberField } from './NumberField.tsx';
import { SectionHeading } from './SectionHeading.tsx';

/** How much each part counts, and whether the parts add up. */
export function Weights({ editor }: { readonly editor: Editor }) {
  const { weights } = editor.draft;
  const sum = weightSum(weights);
  const addsUp = Math.abs(sum - 100) <= 0.1 && faultAt(editor.faults, 'settings.weights') === null;
  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="Weights">
        How much each part counts in the score. What is unknown is left out, and the rest counts for
        more.
      </SectionHeading>
      <AutoGrid columnWidth={180} gap="medium" flexible>
        {components.map(({ name, label, description }) => (
          <NumberField
            key={name}
            editor={editor}
            path={`settings.weights.${name}`}
            label={`${label} (%)`}
            description={description}
            value={weights[name]}
            live
            onChange={(weight) => editor.change('weights', { ...weights, [name]: weight })}
          />
        ))}
      </AutoGrid>
      <StatusTag variant={addsUp ? 'success' : 'danger'}>
        {addsUp ? 'Adds up to 100 %' : `Adds up to ${sum} %, must be 100 %`}
      </StatusTag>
    </Flex>
  );
}
