import { type JSX, useState } from 'react';
import type { RecordView } from '../../contract.ts';
import { listAddress } from '../addresses.ts';
import { explain, request } from '../api.ts';
import { useApp } from '../app-context.ts';
import { navigate } from '../router.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useToasts } from '../ui/toasts.tsx';

export function DeleteRecord(props: { record: RecordView; onClose(): void }): JSX.Element {
  const { record, onClose } = props;
  const { portal } = useApp();
  const { addToast } = useToasts();
  const [failure, setFailure] = useState<string | null>(null);

  async function remove() {
    try {
      await request(`/data/records/${record.type}/${record.id}`, { method: 'DELETE' });
      onClose();
      navigate(listAddress(portal.id, record.type === 'companies' ? 'companies' : 'contacts'));
      addToast({ type: 'success', message: `${record.title} was deleted.` });
    } catch (error) {
      setFailure(explain(error));
    }
  }

  return (
    <Dialog title={`Delete ${record.title}?`} onClose={onClose}>
      <p>
        The record goes, and the app is told of it by its webhooks. It cannot be taken back here.
      </p>
      {failure ? (
        <p className="failure" role="alert">
          {failure}
        </p>
      ) : null}
      <div className="button-row">
        <button type="button" className="button danger" onClick={remove}>
          Delete
        </button>
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </Dialog>
  );
}
