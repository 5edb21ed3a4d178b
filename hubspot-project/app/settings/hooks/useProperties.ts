/** The account's properties, loaded when they are first needed, for one kind of record at a time. */
import { useEffect, useState } from 'react';
import type { CardError } from '../../../../shared/contract/answer.ts';
import type { CrmField } from '../../../../shared/contract/mappings.ts';
import type { SettingsApi } from '../api/settings-api.ts';
import type { MappedObject } from '../draft/mappings.ts';

export interface Properties {
  /** Null while they are not there. */
  readonly items: readonly CrmField[] | null;
  readonly error: CardError | null;
}

const none: Properties = { items: null, error: null };

/** @param object null while nobody needs them */
export function useProperties(api: SettingsApi, object: MappedObject | null): Properties {
  const [known, setKnown] = useState<Partial<Record<MappedObject, Properties>>>({});
  const isKnown = object !== null && (known[object]?.items ?? null) !== null;
  useEffect(() => {
    if (object === null || isKnown) return;
    let isWanted = true;
    void api.fields(object).then((answer) => {
      if (!isWanted) return;
      const found = answer.ok
        ? { items: answer.data.items, error: null }
        : { items: null, error: answer.error };
      setKnown((before) => ({ ...before, [object]: found }));
    });
    return () => {
      isWanted = false;
    };
  }, [api, object, isKnown]);
  return (object !== null && known[object]) || none;
}
