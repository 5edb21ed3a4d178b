import { type JSX, useId } from 'react';
import { explain, request } from '../../../hubspot-ui/pages/api.ts';
import { usePathname } from '../../../hubspot-ui/pages/router.ts';
import { flowAddress, listAddress, setupAddress } from '../addresses.ts';
import { useSession } from '../session.ts';
import { useToasts } from '../ui/toasts.tsx';

const tabs = [
  { label: 'Contacts', address: listAddress('Contact'), under: '/lightning/r/Contact/' },
  { label: 'Accounts', address: listAddress('Account'), under: '/lightning/r/Account/' },
  { label: 'Leads', address: listAddress('Lead'), under: '/lightning/r/Lead/' },
  { label: 'Flow: Enrich records', address: flowAddress, under: flowAddress },
  { label: 'oppSpot Setup', address: setupAddress, under: setupAddress },
] as const;

/** Global header and navigation bar. */
export function Header(): JSX.Element {
  const pathname = usePathname();
  const { org } = useSession();
  const isCurrent = ({ address, under }: (typeof tabs)[number]) =>
    pathname === address ||
    pathname.startsWith(under) ||
    (pathname === '/' && address === listAddress('Contact'));
  return (
    <header className="header">
      <div className="global-header">
        <a className="logo" href="/">
          <span className="slds-assistive-text">Salesforce stand-in: home</span>
          <svg viewBox="0 0 32 22" aria-hidden="true" focusable="false">
            <path d="M8 21a7 7 0 0 1-1-13.800A8.500 8.500 0 0 1 22 5a6.500 6.500 0 0 1 3 16Z" />
          </svg>
        </a>
        <p className="org-name">
          {org.name} <span>everything here is fictional</span>
        </p>
        <UserSwitch />
      </div>
      <nav className="navigation" aria-label="Main">
        <span className="app-name">Sales</span>
        <ul>
          {tabs.map((tab) => (
            <li key={tab.address}>
              <a href={tab.address} aria-current={isCurrent(tab) ? 'page' : undefined}>
                {tab.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

function UserSwitch(): JSX.Element {
  const { user, users } = useSession();
  const showToast = useToasts();
  const name = useId();
  async function change(id: string) {
    try {
      await request('/data/session', { method: 'POST', body: { id } });
      // A component is told its user when it is loaded.
      location.reload();
    } catch (error) {
      showToast({ title: 'Still the same user', message: explain(error), variant: 'error' });
    }
  }
  return (
    <div className="user-switch">
      <label htmlFor={name}>Logged in as</label>
      <select
        id={name}
        className="slds-select"
        value={user.id}
        onChange={(event) => void change(event.target.value)}
      >
        {users.map(({ id, name: person, role }) => (
          <option key={id} value={id}>
            {person}, {role}
          </option>
        ))}
      </select>
    </div>
  );
}
