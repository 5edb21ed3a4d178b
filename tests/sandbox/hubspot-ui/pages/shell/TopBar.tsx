import type { JSX, ReactNode } from 'react';
import { appsAddress, listAddress, type Place, placeOf, workflowsAddress } from '../addresses.ts';
import { useApp } from '../app-context.ts';
import { usePathname } from '../router.ts';
import { initialsOf } from '../ui/initials.ts';

/** The navigation above every page, and the word that this is not HubSpot. */
export function TopBar(): JSX.Element {
  const { portal, user } = useApp();
  const place = placeOf(usePathname());
  const name = `${user.firstName} ${user.lastName}`;
  return (
    <header className="top">
      <div className="top-bar">
        <a className="brand" href="/">
          <span className="visually-hidden">Stand-in home</span>
          <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <rect x="5" y="5" width="9" height="22" rx="3" />
            <rect x="18" y="5" width="9" height="12" rx="3" />
            <path d="M18.500 25.500h8" />
          </svg>
        </a>
        <nav aria-label="Main">
          <NavGroup title="CRM">
            <NavLink href={listAddress(portal.id, 'contacts')} isCurrent={isIn(place, 'contacts')}>
              Contacts
            </NavLink>
            <NavLink
              href={listAddress(portal.id, 'companies')}
              isCurrent={isIn(place, 'companies')}
            >
              Companies
            </NavLink>
          </NavGroup>
          <NavGroup title="Automation">
            <NavLink href={workflowsAddress(portal.id)} isCurrent={place.page === 'workflows'}>
              Workflows
            </NavLink>
          </NavGroup>
          <NavGroup title="Account">
            <NavLink
              href={appsAddress(portal.id)}
              isCurrent={place.page === 'apps' || place.page === 'settings'}
            >
              Settings
            </NavLink>
          </NavGroup>
        </nav>
        <p className="top-user">
          <span className="top-user-name">{name}</span>
          <span className="top-user-avatar" aria-hidden="true">
            {initialsOf(name)}
          </span>
        </p>
      </div>
      <p className="ribbon">Local stand-in, not HubSpot · everything here is fictional</p>
    </header>
  );
}

function NavGroup({ title, children }: { title: string; children: ReactNode }): JSX.Element {
  return (
    <div className="nav-group">
      <span className="nav-group-title">{title}</span>
      {children}
    </div>
  );
}

function NavLink(props: { href: string; isCurrent: boolean; children: string }): JSX.Element {
  return (
    <a href={props.href} aria-current={props.isCurrent ? 'page' : undefined}>
      {props.children}
    </a>
  );
}

function isIn(place: Place, type: 'contacts' | 'companies'): boolean {
  return (place.page === 'list' || place.page === 'record') && place.type === type;
}
