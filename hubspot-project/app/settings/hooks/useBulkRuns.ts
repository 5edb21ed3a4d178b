/** The last bulk enrichments, what is done with them, and following those that run. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CardAnswer, CardError } from '../../../../shared/contract/answer.ts';
import type { BulkRun, BulkStart } from '../../../../shared/contract/settings.ts';
import type { BulkAction, SettingsApi } from '../api/settings-api.ts';

const LOOK_EVERY_MS = 2_000;

export interface BulkBoard {
  /** Newest first; null until they are there. */
  readonly runs: readonly BulkRun[] | null;
  /** Why they are not there. */
  readonly error: CardError | null;
  /** Why what was asked last was not done. */
  readonly problem: CardError | null;
  /** Whether the last look at what runs came back without an answer. */
  readonly isUnheard: boolean;
  /** What is being asked: a start, or an action as `action id`. */
  readonly doing: string | null;
}

export interface BulkActions {
  reload(): void;
  /** The run that was started; null where none was. */
  start(request: Omit<BulkStart, 'idempotencyKey'>): Promise<BulkRun | null>;
  /** The run that came of it; null where it failed. */
  act(bulkId: string, action: BulkAction): Promise<BulkRun | null>;
}

const nothing: BulkBoard = {
  runs: null,
  error: null,
  problem: null,
  isUnheard: false,
  doing: null,
};

/** Records under way end after a run was cancelled. */
export function isOpen({ finishedAt, progress }: BulkRun): boolean {
  return finishedAt === null || progress.processing > 0;
}

export function useBulkRuns(api: SettingsApi): [BulkBoard, BulkActions] {
  const [board, setBoard] = useState(nothing);
  const isShown = useRef(true);
  /** A request whose fate is not known keeps its key. */
  const unsettled = useRef<{ readonly request: string; readonly key: string } | null>(null);
  const change = useCallback((next: (before: BulkBoard) => BulkBoard) => {
    if (isShown.current) setBoard(next);
  }, []);

  const reload = useCallback(async () => {
    change(() => nothing);
    const answer = await api.bulkRuns();
    change((before) =>
      answer.ok ? { ...before, runs: answer.data.items } : { ...before, error: answer.error },
    );
  }, [api, change]);

  useEffect(() => {
    isShown.current = true;
    void reload();
    return () => {
      isShown.current = false;
    };
  }, [reload]);

  useFollowing(api, board, change);

  const actions = useMemo((): BulkActions => {
    async function ask(doing: string, question: () => Promise<CardAnswer<BulkRun>>) {
      change((before) => ({ ...before, doing, problem: null }));
      const answer = await question();
      change((before) =>
        answer.ok
          ? { ...before, doing: null, runs: withRun(before.runs ?? [], answer.data) }
          : { ...before, doing: null, problem: answer.error },
      );
      return answer;
    }
    return {
      reload: () => void reload(),
      async start(asked) {
        const request = JSON.stringify(asked);
        const key = unsettled.current?.request === request ? unsettled.current.key : newKey();
        unsettled.current = { request, key };
        const answer = await ask(startOf(asked.mode), () =>
          api.startBulk({ ...asked, idempotencyKey: key }),
        );
        if (answer.ok || !answer.error.retryable) unsettled.current = null;
        return answer.ok ? answer.data : null;
      },
      async act(bulkId, action) {
        const answer = await ask(`${action} ${bulkId}`, () => api.bulkAction(bulkId, action));
        return answer.ok ? answer.data : null;
      },
    };
  }, [api, change, reload]);
  return [board, actions];
}

/** What `doing` is while a run of this mode is started. */
export function startOf(mode: BulkStart['mode']): string {
  return `start ${mode}`;
}

/** Looks at what runs every other second, as long as the tab is shown and anything runs. */
function useFollowing(
  api: SettingsApi,
  { runs }: BulkBoard,
  change: (next: (before: BulkBoard) => BulkBoard) => void,
): void {
  const [looks, setLooks] = useState(0);
  const openIds = (runs ?? []).filter(isOpen).map(({ id }) => id);
  const wanted = openIds.join(' ');

  // biome-ignore lint/correctness/useExhaustiveDependencies: every look sets off the next one
  useEffect(() => {
    if (wanted === '') return;
    let isWanted = true;
    const timer = setTimeout(async () => {
      const answers = await Promise.all(wanted.split(' ').map((id) => api.bulkRun(id)));
      if (!isWanted) return;
      const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
      const lasting = refusals.find(({ retryable }) => !retryable);
      if (lasting) {
        // Asking again would not help: the connection has gone, or the run.
        change(() => ({ ...nothing, error: lasting }));
        return;
      }
      change((before) => ({
        ...before,
        isUnheard: refusals.length > 0,
        runs: answers.reduce<readonly BulkRun[]>(
          (known, answer) => (answer.ok ? withRun(known, answer.data) : known),
          before.runs ?? [],
        ),
      }));
      setLooks((count) => count + 1);
    }, LOOK_EVERY_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [api, change, wanted, looks]);
}

/** With the newest state of one, which is first where it is new. */
function withRun(runs: readonly BulkRun[], run: BulkRun): readonly BulkRun[] {
  return runs.some(({ id }) => id === run.id)
    ? runs.map((one) => (one.id === run.id ? run : one))
    : [run, ...runs];
}

function newKey(): string {
  // HubSpot does not say what its worker leaves us; unlike a secret, a key has only to be unlike others.
  const random = globalThis.crypto?.randomUUID?.() ?? Math.random().toString(36).slice(2);
  return `bulk-${Date.now().toString(36)}-${random}`;
}
