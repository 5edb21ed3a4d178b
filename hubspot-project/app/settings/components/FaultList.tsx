import { Alert, Button, Flex, List, Text } from '@hubspot/ui-extensions';
import type { Fault } from '../draft/faults.ts';
import { type Section, sectionOf, settingOf } from '../draft/sections.ts';
import { sectionTitles, settingTitles } from '../text/words.ts';

interface FaultListProps {
  readonly faults: readonly Fault[];
  readonly onShow: (section: Section) => void;
}

/** Everything that keeps the settings from being saved, with the way to it. */
export function FaultList({ faults, onShow }: FaultListProps) {
  const count = faults.length === 1 ? '1 thing' : `${faults.length} things`;
  return (
    <Alert title={`Not saved: ${count} to fix`} variant="danger">
      <List>
        {faults.map((fault) => (
          <FaultLine key={`${fault.field} ${fault.message}`} fault={fault} onShow={onShow} />
        ))}
      </List>
    </Alert>
  );
}

function FaultLine({ fault, onShow }: { fault: Fault; onShow: (section: Section) => void }) {
  const section = sectionOf(fault.field);
  const setting = settingOf(fault.field);
  if (section === null || setting === null) return <Text>{fault.message}</Text>;
  return (
    <Flex gap="extra-small" align="baseline" wrap="wrap">
      <Button variant="transparent" size="xs" onClick={() => onShow(section)}>
        {sectionTitles[section]}
      </Button>
      <Text>
        {settingTitles[setting]}: {fault.message}
      </Text>
    </Flex>
  );
}
