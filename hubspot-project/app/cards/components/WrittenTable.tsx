import {
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { WrittenItem } from '../../../../shared/contract/v1.ts';
import { safeUrl } from '../text/links.ts';
import { wordFor } from '../text/words.ts';

/** Fields, task and deal with what became of each. */
export function WrittenTable({ written }: { readonly written: readonly WrittenItem[] }) {
  if (written.length === 0) return <Text>Nothing was written.</Text>;
  return (
    <Table density="condensed" flush>
      <TableHead>
        <TableRow>
          <TableHeader>What</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader>Detail</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {written.map(({ kind, id, status, detail, url }) => {
          const address = safeUrl(url);
          return (
            <TableRow key={`${kind} ${id} ${status} ${detail}`}>
              <TableCell>{wordFor('kind', kind)}</TableCell>
              <TableCell>{wordFor('written', status)}</TableCell>
              <TableCell>
                {address ? <Link href={{ url: address, external: true }}>{detail}</Link> : detail}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
