import {
  Button,
  Flex,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import type { ModelView } from '../../../../../shared/contract/scoring-model.ts';
import { momentText } from '../../text/dates.ts';
import { countText, decimalText } from '../../text/numbers.ts';
import { statusWords } from '../../text/scoring.ts';

interface ModelTableProps {
  readonly models: readonly ModelView[];
  /** The version that stands above. */
  readonly shown: number;
  readonly onShow: (version: number) => void;
}

/** All models that are kept, newest first. */
export function ModelTable({ models, shown, onShow }: ModelTableProps) {
  const { user } = useExtensionContext<'settings'>();
  return (
    <Flex direction="column" gap="small">
      <Text format={{ fontWeight: 'bold' }}>All models</Text>
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>Model</TableHeader>
            <TableHeader>Trained</TableHeader>
            <TableHeader>Outcomes</TableHeader>
            <TableHeader>AUC</TableHeader>
            <TableHeader>State</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {models.map(({ version, trainedAt, outcomes, validation, status }) => (
            <TableRow key={version}>
              <TableCell>
                {version === shown ? (
                  `Model ${version} (shown above)`
                ) : (
                  <Button variant="transparent" size="xs" onClick={() => onShow(version)}>
                    {`Model ${version}`}
                  </Button>
                )}
              </TableCell>
              <TableCell width="min">{momentText(trainedAt, user.locale)}</TableCell>
              <TableCell width="min">{countText(outcomes, user.locale)}</TableCell>
              <TableCell width="min">
                {decimalText(validation.model.auc.value, user.locale, 3)}
              </TableCell>
              <TableCell width="min">
                <StatusTag variant={statusWords[status].variant}>
                  {statusWords[status].label}
                </StatusTag>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}
