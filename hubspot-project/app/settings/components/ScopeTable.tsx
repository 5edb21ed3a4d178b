import {
  Flex,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { ScopeState } from '../../../../shared/contract/settings.ts';
import { SectionHeading } from './SectionHeading.tsx';

/** Every permission: what it enables, whether oppSpot works without it, and whether it was granted. */
export function ScopeTable({ scopes }: { readonly scopes: readonly ScopeState[] }) {
  return (
    <Flex direction="column" gap="small">
      <SectionHeading title="Permissions">
        What oppSpot may do in this account. To grant a missing one, connect oppSpot again.
      </SectionHeading>
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>What it enables</TableHeader>
            <TableHeader>HubSpot scope</TableHeader>
            <TableHeader>Needed</TableHeader>
            <TableHeader>State</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {scopes.map((scope) => (
            <TableRow key={scope.scope}>
              <TableCell>
                <Text>{scope.enables}</Text>
              </TableCell>
              <TableCell>
                <Text variant="microcopy">{scope.scope}</Text>
              </TableCell>
              <TableCell>
                <Text>{scope.required ? 'Required' : 'Optional'}</Text>
              </TableCell>
              <TableCell>
                <ScopeStatus scope={scope} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}

function ScopeStatus({ scope }: { readonly scope: ScopeState }) {
  if (scope.granted === null) return <StatusTag>Not known yet</StatusTag>;
  if (scope.granted) return <StatusTag variant="success">Granted</StatusTag>;
  return <StatusTag variant={scope.required ? 'danger' : 'warning'}>Missing</StatusTag>;
}
