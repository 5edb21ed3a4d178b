import { type FormEvent, type JSX, useState } from 'react';
import type { ListedObject } from '../../contract.ts';
import { recordAddress } from '../addresses.ts';
import { explain, RequestError, request } from '../api.ts';
import { useApp } from '../app-context.ts';
import { navigate } from '../router.ts';
import { Dialog } from '../ui/Dialog.tsx';

interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: string;
  readonly isRequired?: boolean;
}

const fields: Readonly<Record<ListedObject, readonly Field[]>> = {
  contacts: [
    { name: 'email', label: 'Email', type: 'email', isRequired: true },
    { name: 'firstname', label: 'First name' },
    { name: 'lastname', label: 'Last name' },
    { name: 'jobtitle', label: 'Job title' },
    { name: 'company', label: 'Company name' },
  ],
  companies: [
    { name: 'domain', label: 'Company domain name' },
    { name: 'name', label: 'Company name', isRequired: true },
    { name: 'country', label: 'Country/Region' },
  ],
};

const titles = { contacts: 'Create contact', companies: 'Create company' } as const;

/** A new record, as a person makes one: the app is told by its webhooks. */
export function CreateRecord(props: { type: ListedObject; onClose(): void }): JSX.Element {
  const { type, onClose } = props;
  const { portal } = useApp();
  const [failure, setFailure] = useState<{ message: string; field: string | null } | null>(null);
  const [isSaving, setSaving] = useState(false);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const properties = Object.fromEntries(
      [...form].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value),
    );
    setSaving(true);
    try {
      const body = { properties };
      const { id } = await request<{ id: string }>(`/data/records/${type}`, {
        method: 'POST',
        body,
      });
      onClose();
      navigate(recordAddress(portal.id, type, id));
    } catch (error) {
      const field = error instanceof RequestError ? error.field : null;
      setFailure({ message: explain(error), field });
      setSaving(false);
    }
  }

  return (
    <Dialog title={titles[type]} onClose={onClose} isPanel>
      <form className="form" onSubmit={onSubmit}>
        {fields[type].map(({ name, label, type: inputType = 'text', isRequired = false }) => {
          const isWrong = failure?.field === name;
          return (
            <label key={name} className="field">
              <span>
                {label}
                {isRequired ? <span className="required"> (required)</span> : null}
              </span>
              <input
                name={name}
                type={inputType}
                required={isRequired}
                autoComplete="off"
                aria-invalid={isWrong}
                aria-describedby={isWrong ? 'create-failure' : undefined}
              />
            </label>
          );
        })}
        {failure ? (
          <p className="failure" id="create-failure" role="alert">
            {failure.message}
          </p>
        ) : null}
        <div className="button-row">
          <button type="submit" className="button primary" aria-disabled={isSaving}>
            {isSaving ? 'Creating…' : 'Create'}
          </button>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
