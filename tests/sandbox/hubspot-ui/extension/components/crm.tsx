/** The CRM components that a page without HubSpot's own data layer can draw. */
import type {
  CrmActionButtonProps,
  CrmActionLinkProps,
  CrmPropertyListProps,
} from '@hubspot/ui-extensions/crm';
import { type JSX, type ReactNode, useEffect, useState } from 'react';
import { invoke } from '../events.ts';
import type { CrmProperties } from '../protocol.ts';
import { useSurroundings } from '../surroundings.ts';
import { sizeOf, testId } from './attributes.ts';

export function CrmPropertyList(props: CrmPropertyListProps): JSX.Element {
  const { properties: names, direction = 'column' } = props;
  const values = useRecordProperties(names);
  return (
    <dl {...testId(props)} className="hsx-facts" data-direction={direction}>
      {names.map((name) => (
        <div key={name}>
          <dt>{inWords(name)}</dt>
          <dd>{values[name] || '--'}</dd>
        </div>
      ))}
    </dl>
  );
}

export function CrmActionButton(
  props: CrmActionButtonProps & { children?: ReactNode },
): JSX.Element {
  const perform = useCrmAction(props);
  return (
    <button
      {...testId(props)}
      type={props.type ?? 'button'}
      className="hsx-button"
      data-variant={props.variant ?? 'secondary'}
      data-size={sizeOf(props.size, 'md')}
      disabled={props.disabled}
      onClick={perform}
    >
      {props.children}
    </button>
  );
}

export function CrmActionLink(props: CrmActionLinkProps & { children?: ReactNode }): JSX.Element {
  const perform = useCrmAction(props);
  return (
    <button
      {...testId(props)}
      type="button"
      className="hsx-link"
      data-variant={props.variant ?? 'primary'}
      onClick={perform}
    >
      {props.children}
    </button>
  );
}

function useCrmAction(
  props: Pick<CrmActionButtonProps, 'actionType' | 'actionContext' | 'onClick' | 'onError'>,
): () => void {
  const { host } = useSurroundings();
  return () => {
    void invoke(props.onClick);
    const performed =
      host().performCrmAction?.(props.actionType, props.actionContext) ??
      Promise.reject(new Error(`This page cannot perform ${props.actionType}.`));
    performed.catch((error: Error) => {
      host().log('warn', error.message);
      void invoke(props.onError, [error.message]);
    });
  };
}

function useRecordProperties(names: string[]): CrmProperties {
  const { host } = useSurroundings();
  const [values, setValues] = useState<CrmProperties>({});
  const wanted = names.join(',');
  useEffect(() => {
    const list = wanted.split(',');
    const update = (changed: CrmProperties) => setValues((known) => ({ ...known, ...changed }));
    host()
      .fetchCrmProperties(list)
      .then(update, (error: Error) => host().log('error', error.message));
    return host().subscribeCrmProperties(list, update);
  }, [host, wanted]);
  return values;
}

/** A property's name as a label: the page has no property definitions. */
function inWords(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
