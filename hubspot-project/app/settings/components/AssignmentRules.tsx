import { Alert, Button, Flex, Text } from '@hubspot/ui-extensions';
import type { RuleDraft } from '../draft/draft.ts';
import { changed, moved } from '../draft/lists.ts';
import { AssignmentRule } from './AssignmentRule.tsx';
import type { Editor } from './editor.ts';
import { SectionHeading } from './SectionHeading.tsx';

const root = 'settings.assignment';

/** Who gets a record without an owner: the first rule whose conditions all hold decides. */
export function AssignmentRules({ editor }: { readonly editor: Editor }) {
  const rules = editor.draft.assignment;
  const { owners } = editor.state;
  const change = (next: RuleDraft[], path = root) => editor.change('assignment', next, path);
  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="Assignment rules">
        The first rule whose conditions all hold names the owner; several owners take turns. A
        record that has an owner keeps it.
      </SectionHeading>
      {owners.error !== null && (
        <Alert title="The owners could not be read" variant="warning">
          <Text>{owners.error}</Text>
        </Alert>
      )}
      {rules.length === 0 && <Text>There are no rules yet, so nobody is assigned.</Text>}
      {rules.map((rule, index) => (
        <AssignmentRule
          key={rule.id}
          editor={editor}
          path={`${root}.${index}`}
          rule={rule}
          position={index + 1}
          isLast={index === rules.length - 1}
          onChange={(part, path) => change(changed(rules, index, part), path)}
          onMove={(by) => change(moved(rules, index, by))}
          onRemove={() => change(rules.toSpliced(index, 1))}
        />
      ))}
      <Flex justify="start">
        <Button size="sm" onClick={() => change([...rules, newRule(rules)])}>
          Add a rule
        </Button>
      </Flex>
    </Flex>
  );
}

/** The id tells whose turn it is among the owners, so that of a removed rule does not come again. */
function newRule(rules: readonly RuleDraft[]): RuleDraft {
  const taken = new Set(rules.map(({ id }) => id));
  let time = Date.now();
  while (taken.has(ruleId(time))) time += 1;
  return { id: ruleId(time), name: '', countries: [], industries: '', ownerIds: [] };
}

function ruleId(time: number): string {
  return `rule-${time.toString(36)}`;
}
