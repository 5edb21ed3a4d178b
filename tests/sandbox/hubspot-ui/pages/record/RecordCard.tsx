import { type JSX, useMemo } from 'react';
import type { CardView, RecordView } from '../../contract.ts';
import { HostedExtension } from '../extensions/HostedExtension.tsx';
import { createExtensionHost, type RecordSource } from '../extensions/host.ts';
import { useToasts } from '../ui/toasts.tsx';

interface RecordCardProps {
  readonly card: CardView;
  readonly record: RecordView;
  readonly source: RecordSource;
  readonly location: 'crm.record.tab' | 'crm.record.sidebar';
}

/** One of the app's cards on a record. */
export function RecordCard({ card, record, source, location }: RecordCardProps): JSX.Element {
  const { addToast } = useToasts();
  const { id, objectTypeId } = record;
  const host = useMemo(
    () => createExtensionHost(card.title, source, addToast),
    [card.title, source, addToast],
  );
  const crm = useMemo(() => ({ objectId: Number(id), objectTypeId }), [id, objectTypeId]);
  return (
    <HostedExtension
      bundle={card.bundle}
      title={card.title}
      location={location}
      crm={crm}
      host={host}
    />
  );
}
