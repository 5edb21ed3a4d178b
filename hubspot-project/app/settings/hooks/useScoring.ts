/** How scores are made in this account, what an administrator decides about it, and following a training. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CardError } from '../../../../shared/contract/answer.ts';
import type { ScoringChange, ScoringState } from '../../../../shared/contract/scoring-model.ts';
import type { SettingsApi } from '../api/settings-api.ts';

const LOOK_EVERY_MS = 2_000;

export interface ScoringBoard {
  /** Null until it is there. */
  readonly state: ScoringState | null;
  /** Why it is not there. */
  readonly error: CardError | null;
  /** Why what was decided last was not done. */
  readonly problem: CardError | null;
  /** Whether the last look at a training came back without an answer. */
  readonly isUnheard: boolean;
  /** What is being asked. */
  readonly doing: ScoringChange['do'] | null;
}

export interface ScoringActions {
  reload(): void;
  /** Resolves with whether it was done. */
  change(change: ScoringChange): Promise<boolean>;
}

const nothing: ScoringBoard = {
  state: null,
  error: null,
  problem: null,
  isUnheard: false,
  doing: null,
};

export function useScoring(api: SettingsApi): [ScoringBoard, ScoringActions] {
  const [board, setBoard] = useState(nothing);
  const isShown = useRef(true);
  const isAsking = useRef(false);
  const update = useCallback((next: (before: ScoringBoard) => ScoringBoard) => {
    if (isShown.current) setBoard(next);
  }, []);

  const reload = useCallback(async () => {
    update(() => nothing);
    const answer = await api.scoring();
    update((before) =>
      answer.ok ? { ...before, state: answer.data } : { ...before, error: answer.error },
    );
  }, [api, update]);

  useEffect(() => {
    isShown.current = true;
    void reload();
    return () => {
      isShown.current = false;
    };
  }, [reload]);

  useFollowing(api, board, update);

  const actions = useMemo(
    (): ScoringActions => ({
      reload: () => void reload(),
      async change(change) {
        if (isAsking.current) return false;
        isAsking.current = true;
        update((before) => ({ ...before, doing: change.do, problem: null }));
        const answer = await api.changeScoring(change);
        isAsking.current = false;
        update((before) =>
          answer.ok
            ? { ...before, doing: null, isUnheard: false, state: answer.data }
            : { ...before, doing: null, problem: answer.error },
        );
        return answer.ok;
      },
    }),
    [api, reload, update],
  );
  return [board, actions];
}

/** Looks every other second while a training runs and the tab is shown. */
function useFollowing(
  api: SettingsApi,
  { state, doing }: ScoringBoard,
  update: (next: (before: ScoringBoard) => ScoringBoard) => void,
): void {
  const [looks, setLooks] = useState(0);
  const isWanted = state?.training.state === 'running' && doing === null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: every look sets off the next one
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const answer = await api.scoringOnce();
      if (!isCurrent) return;
      if (answer.ok) {
        update((before) => ({ ...before, state: answer.data, isUnheard: false }));
      } else if (answer.error.retryable) {
        update((before) => ({ ...before, isUnheard: true }));
      } else {
        // Asking again would not help: the connection has gone, or the permission.
        update(() => ({ ...nothing, error: answer.error }));
        return;
      }
      setLooks((count) => count + 1);
    }, LOOK_EVERY_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [api, update, isWanted, looks]);
}
