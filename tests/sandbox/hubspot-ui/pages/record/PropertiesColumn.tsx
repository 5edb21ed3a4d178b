import { type JSX, useState } from 'react';
import type { RecordView } from '../../contract.ts';
import { listAddress, workflowsAddress } from '../addresses.ts';
import { useApp } from '../app-context.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Icon } from '../ui/Icon.tsx';
import { initialsOf } from '../ui/initials.ts';
import { DeleteRecord } from './DeleteRecord.tsx';
import { PropertyRow } from './PropertyRow.tsx';
import { SideCard } from './SideCard.tsx';

interface PropertiesColumnProps {
  readonly record: RecordView;
  readonly onSaved: (record: RecordView) => void;
}

/** Who or what the record is, and its properties, to be edited in place. */
export function PropertiesColumn({ record, onSaved }: PropertiesColumnProps): JSX.Element {
  return (
    <section className="left" aria-label="Properties">
      <RecordHead record={record} />
      {record.groups.map(({ name, label, properties }) => (
        <SideCard key={name} title={label} startsFolded>
          <dl className="properties">
            {properties.map((property) => (
              <PropertyRow
                key={property.name}
                record={record}
                property={property}
                onSaved={onSaved}
              />
            ))}
          </dl>
        </SideCard>
      ))}
    </section>
  );
}

function RecordHead({ record }: { readonly record: RecordView }): JSX.Element {
  const { portal } = useApp();
  const [isDeleting, setDeleting] = useState(false);
  const email = record.values.email;
  const phone = record.values.phone;
  const list = record.type === 'companies' ? 'companies' : 'contacts';
  return (
    <div className="card record-head">
      <a className="back" href={listAddress(portal.id, list)}>
        <Icon name="chevron" />
        <span className="capitalised">{list}</span>
      </a>
      <div className="record-name">
        <Avatar type={record.type} initials={initialsOf(record.title)} isLarge />
        <div>
          <h1>{record.title}</h1>
          {record.subtitle ? <p>{record.subtitle}</p> : null}
          {email ? <p className="record-email">{breakable(email)}</p> : null}
        </div>
      </div>
      <ul className="record-actions" aria-label="Actions">
        <li>
          <ActionLink icon="email" label="Email" href={email ? `mailto:${email}` : undefined} />
        </li>
        <li>
          <ActionLink icon="call" label="Call" href={phone ? `tel:${phone}` : undefined} />
        </li>
        <li>
          <ActionLink icon="flow" label="Enrol" href={enrolAddress(portal.id, record)} />
        </li>
        <li>
          <button type="button" className="record-action" onClick={() => setDeleting(true)}>
            <span className="record-action-icon">
              <Icon name="trash" />
            </span>
            Delete
          </button>
        </li>
      </ul>
      {isDeleting ? <DeleteRecord record={record} onClose={() => setDeleting(false)} /> : null}
    </div>
  );
}

/** A link without an address is none, and is shown as what cannot be done. */
function ActionLink(props: {
  icon: 'email' | 'call' | 'flow';
  label: string;
  href: string | undefined;
}): JSX.Element {
  return (
    <a className="record-action" href={props.href} aria-disabled={props.href === undefined}>
      <span className="record-action-icon">
        <Icon name={props.icon} />
      </span>
      {props.label}
    </a>
  );
}

/** A long address breaks before its domain and not in a word. */
function breakable(email: string): JSX.Element {
  const [name, domain] = email.split('@');
  return (
    <>
      {name}
      <wbr />
      {domain === undefined ? '' : `@${domain}`}
    </>
  );
}

function enrolAddress(portalId: number, { type, id }: RecordView): string | undefined {
  return type === 'deals' ? undefined : `${workflowsAddress(portalId)}?type=${type}&ids=${id}`;
}
