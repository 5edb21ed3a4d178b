/** Pages of what was done, newest first, as far as a person has asked for them. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CardError } from '../../../../shared/contract/answer.ts';
import type { AuditEvent } from '../../../../shared/contract/audit.ts';
import type { SettingsApi } from '../api/settings-api.ts';

export interface Activity {
  /** Null until the first page is there. */
  readonly events: readonly AuditEvent[] | null;
  /** Of the next page; null where there is none. */
  readonly cursor: string | null;
  readonly error: CardError | null;
  readonly isLoading: boolean;
}

const nothing: Activity = { events: null, cursor: null, error: null, isLoading: true };

export interface ActivityActions {
  /** Begins anew with the newest. */
  reload(): void;
  /** Adds the page after what is shown. */
  more(): void;
}

export function useActivity(api: SettingsApi): [Activity, ActivityActions] {
  const [activity, setActivity] = useState(nothing);
  /** Answers to questions before the newest one are too late. */
  const newest = useRef(0);

  const ask = useCallback(
    async (cursor: string | null, before: readonly AuditEvent[] | null) => {
      newest.current += 1;
      const asked = newest.current;
      setActivity((shown) => ({ ...shown, error: null, isLoading: true }));
      const answer = await api.activity(cursor);
      if (asked !== newest.current) return;
      setActivity((shown) =>
        answer.ok
          ? {
              events: [...(before ?? []), ...answer.data.items],
              cursor: answer.data.nextCursor,
              error: null,
              isLoading: false,
            }
          : { ...shown, error: answer.error, isLoading: false },
      );
    },
    [api],
  );

  useEffect(() => {
    void ask(null, null);
    return () => {
      newest.current += 1;
    };
  }, [ask]);

  return [
    activity,
    {
      reload: () => void ask(null, null),
      more: () => void ask(activity.cursor, activity.events),
    },
  ];
}
