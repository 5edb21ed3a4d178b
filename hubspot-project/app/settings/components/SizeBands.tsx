import { Button, Flex, Text } from '@hubspot/ui-extensions';
import type { SizeDraft } from '../draft/draft.ts';
import { changed } from '../draft/lists.ts';
import type { Editor } from './editor.ts';
import { NumberField } from './NumberField.tsx';

interface SizeBandsProps {
  readonly editor: Editor;
  /** Dotted path of the list. */
  readonly path: string;
  readonly sizes: readonly SizeDraft[];
  readonly onChange: (sizes: SizeDraft[], path: string) => void;
}

/** Bands of headcount; a company fits when it is in one of them. */
export function SizeBands({ editor, path, sizes, onChange }: SizeBandsProps) {
  return (
    <Flex direction="column" gap="small" align="start">
      <Text format={{ fontWeight: 'demibold' }}>Company sizes</Text>
      {sizes.length === 0 && <Text>Any size fits.</Text>}
      {sizes.map(({ minimum, maximum }, index) => {
        const here = `${path}.${index}`;
        const band = `Size ${index + 1}`;
        return (
          <Flex key={here} gap="small" align="end" wrap="wrap">
            <NumberField
              editor={editor}
              path={`${here}.minimum`}
              label={`${band}: people from`}
              value={minimum}
              onChange={(value) => onChange(changed(sizes, index, { minimum: value }), here)}
            />
            <NumberField
              editor={editor}
              path={`${here}.maximum`}
              label={`${band}: people to`}
              placeholder="and above"
              required={false}
              value={maximum}
              onChange={(value) => onChange(changed(sizes, index, { maximum: value }), here)}
            />
            <Button size="sm" onClick={() => onChange(sizes.toSpliced(index, 1), path)}>
              Remove size {index + 1}
            </Button>
          </Flex>
        );
      })}
      <Button
        size="sm"
        onClick={() => onChange([...sizes, { minimum: null, maximum: null }], path)}
      >
        Add a size
      </Button>
    </Flex>
  );
}
