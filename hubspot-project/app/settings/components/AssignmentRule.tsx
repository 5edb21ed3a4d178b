import { AutoGrid, Button, Flex, Heading, Input, MultiSelect, Tile } from '@hubspot/ui-extensions';
import { ownerOptions } from '../draft/choices.ts';
import type { RuleDraft } from '../draft/draft.ts';
import { CountrySelect } from './CountrySelect.tsx';
import { type Editor, inputProps } from './editor.ts';
import { ListField } from './ListField.tsx';

interface AssignmentRuleProps {
  readonly editor: Editor;
  /** Dotted path of the rule. */
  readonly path: string;
  readonly rule: RuleDraft;
  /** From 1. */
  readonly position: number;
  readonly isLast: boolean;
  readonly onChange: (part: Partial<RuleDraft>, path: string) => void;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}

/** One rule: its conditions, its owners, and its place among the others. */
export function AssignmentRule(props: AssignmentRuleProps) {
  const { editor, path, rule, position, isLast, onChange, onMove, onRemove } = props;
  const number = `Rule ${position}`;
  return (
    <Tile compact>
      <Flex direction="column" gap="small">
        <Flex justify="between" align="center" wrap="wrap" gap="small">
          <Heading>{rule.name === '' ? number : `${number}: ${rule.name}`}</Heading>
          <Flex gap="extra-small" wrap="wrap">
            <Button size="xs" disabled={position === 1} onClick={() => onMove(-1)}>
              Move {number.toLowerCase()} up
            </Button>
            <Button size="xs" disabled={isLast} onClick={() => onMove(1)}>
              Move {number.toLowerCase()} down
            </Button>
            <Button size="xs" onClick={onRemove}>
              Remove {number.toLowerCase()}
            </Button>
          </Flex>
        </Flex>
        <AutoGrid columnWidth={210} gap="medium" flexible>
          <Input
            {...inputProps(editor, `${path}.name`)}
            label={`${number}: name`}
            value={rule.name}
            required
            onChange={(name) => onChange({ name }, `${path}.name`)}
          />
          <MultiSelect
            {...inputProps(editor, `${path}.ownerIds`)}
            label={`${number}: owners`}
            required
            value={[...rule.ownerIds]}
            options={ownerOptions(editor.state.owners, rule.ownerIds)}
            onChange={(chosen) => onChange({ ownerIds: chosen.map(String) }, `${path}.ownerIds`)}
          />
          <CountrySelect
            editor={editor}
            path={`${path}.when.countries`}
            label={`${number}: countries`}
            value={rule.countries}
            onChange={(countries) => onChange({ countries }, `${path}.when.countries`)}
          />
          <ListField
            editor={editor}
            path={`${path}.when.industries`}
            label={`${number}: industries`}
            description="One a line. Empty: any industry."
            rows={2}
            value={rule.industries}
            onChange={(industries) => onChange({ industries }, `${path}.when.industries`)}
          />
        </AutoGrid>
      </Flex>
    </Tile>
  );
}
