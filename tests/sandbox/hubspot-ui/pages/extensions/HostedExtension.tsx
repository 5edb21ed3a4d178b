import { type ComponentProps, type JSX, useMemo } from 'react';
import type { AppView } from '../../contract.ts';
import { Extension } from '../../extension/Extension.tsx';
import { useApp } from '../app-context.ts';
import { useGeneration } from './generations.tsx';

type ExtensionProps = ComponentProps<typeof Extension>;

interface HostedExtensionProps extends Pick<ExtensionProps, 'host' | 'location' | 'headingLevel'> {
  readonly bundle: string;
  readonly title: string;
  readonly crm?: { readonly objectId: number; readonly objectTypeId: string };
}

/** An extension of the app, in the context HubSpot would give it. */
export function HostedExtension(props: HostedExtensionProps): JSX.Element {
  const { bundle, title, crm, host: given, ...rest } = props;
  const app = useApp();
  const generation = useGeneration(bundle);
  const context = useMemo(() => {
    const { id, email, firstName, lastName } = app.user;
    return {
      location: rest.location,
      user: {
        id,
        email,
        emails: [email],
        firstName,
        lastName,
        locale: 'en-gb',
        teams: [],
        // Whoever sits at these pages administers the account.
        permissions: ['integrations-management-write'],
      },
      portal: { id: app.portal.id, timezone: app.portal.timezone },
      extension: { appId: app.app.id, appName: app.app.name, cardTitle: title },
      variables: app.variables,
      ...(crm ? { crm } : {}),
    };
  }, [app, rest.location, title, crm]);
  const host = useMemo(
    () => ({ ...given, addressOf: (address: string) => locally(address, app.localOrigins) }),
    [given, app.localOrigins],
  );
  return (
    <Extension
      {...rest}
      host={host}
      bundleUrl={`/assets/extensions/${bundle}.js?build=${generation}`}
      workerUrl="/assets/worker.js"
      context={context}
      generation={generation}
    />
  );
}

/** The same page at the address it has on this machine; the address itself where it has none here. */
function locally(address: string, localOrigins: AppView['localOrigins']): string {
  const { origin, pathname, search, hash } = new URL(address, document.baseURI);
  const here = new Map(Object.entries(localOrigins)).get(origin);
  return here === undefined ? address : `${here}${pathname}${search}${hash}`;
}
