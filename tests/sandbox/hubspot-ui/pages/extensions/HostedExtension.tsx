import { type ComponentProps, type JSX, useMemo } from 'react';
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
  const { bundle, title, crm, ...rest } = props;
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
  return (
    <Extension
      {...rest}
      bundleUrl={`/assets/extensions/${bundle}.js?build=${generation}`}
      workerUrl="/assets/worker.js"
      context={context}
      generation={generation}
    />
  );
}
