import { useEffect, useState } from 'react';
import { useCardContext } from './card-context.ts';

const none: ReadonlyMap<string, string> = new Map();

/**
 * Names of the account's owners by id; empty until they are known, and where HubSpot does not tell.
 * @param wanted false asks nobody
 */
export function useOwnerNames(wanted: boolean): ReadonlyMap<string, string> {
  const { api } = useCardContext();
  const [names, setNames] = useState(none);
  useEffect(() => {
    if (!wanted) return;
    let isHere = true;
    void api.owners().then((answer) => {
      if (!isHere || !answer.ok) return;
      setNames(new Map(answer.data.owners.map(({ id, name }) => [id, name])));
    });
    return () => {
      isHere = false;
    };
  }, [api, wanted]);
  return names;
}
