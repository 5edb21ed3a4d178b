import {
  Alert,
  Flex,
  LoadingButton,
  StatusTag,
  type StatusTagProps,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { ProvisioningState } from '../../../../shared/contract/settings.ts';
import { SectionHeading } from './SectionHeading.tsx';

interface ProvisioningProps {
  readonly provisioning: ProvisioningState;
  readonly isRepairing: boolean;
  readonly onRepair: () => void;
}

const tags: Readonly<
  Record<ProvisioningState['status'], { variant: StatusTagProps['variant']; label: string }>
> = {
  never: { variant: 'default', label: 'Not created yet' },
  complete: { variant: 'success', label: 'Complete' },
  partial: { variant: 'warning', label: 'Something is missing' },
};

/** Whether the oppSpot properties stand in the account, why some do not, and the button that repairs. */
export function Provisioning({ provisioning, isRepairing, onRepair }: ProvisioningProps) {
  const { status, present, missing, dealsUnavailable } = provisioning;
  const tag = tags[status];
  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="oppSpot properties">
        Scores, reasons and summaries stand in properties of their own. The first enrichment creates
        them; nothing that exists is changed or deleted.
      </SectionHeading>
      <Flex gap="small" align="center" wrap="wrap">
        <StatusTag variant={tag.variant}>{tag.label}</StatusTag>
        <Text>
          {present.length} {present.length === 1 ? 'property stands' : 'properties stand'} in
          HubSpot
          {missing.length > 0 && `, ${missing.length} missing`}.
        </Text>
        <LoadingButton variant="secondary" size="sm" loading={isRepairing} onClick={onRepair}>
          {status === 'never' ? 'Create properties' : 'Check and repair'}
        </LoadingButton>
      </Flex>
      {missing.length > 0 && <MissingTable missing={missing} />}
      {dealsUnavailable !== null && (
        <Alert title="Deals cannot be created" variant="warning">
          <Text>{dealsUnavailable}</Text>
        </Alert>
      )}
    </Flex>
  );
}

function MissingTable({ missing }: Pick<ProvisioningState, 'missing'>) {
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>Missing property</TableHeader>
          <TableHeader>Why, and what to do</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {missing.map(({ field, reason }) => (
          <TableRow key={field}>
            <TableCell>
              <Text>{field}</Text>
            </TableCell>
            <TableCell>
              <Text>{reason}</Text>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
