/** The account's own provider of company facts: loaded, saved and removed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CardAnswer, CardError } from '../../../../shared/contract/answer.ts';
import type {
  OwnProviderState,
  OwnProviderUpdate,
} from '../../../../shared/contract/own-provider.ts';
import type { SettingsApi } from '../api/settings-api.ts';

export interface ProviderBoard {
  /** Undefined until it is there; null where the account brought none. */
  readonly provider: OwnProviderState['provider'] | undefined;
  /** Why it is not there. */
  readonly error: CardError | null;
  /** Why what was asked last was not done. */
  readonly problem: CardError | null;
  readonly doing: 'saving' | 'removing' | null;
}

export interface ProviderActions {
  reload(): void;
  /** Both resolve with whether it was done. */
  save(update: OwnProviderUpdate): Promise<boolean>;
  remove(): Promise<boolean>;
}

const nothing: ProviderBoard = { provider: undefined, error: null, problem: null, doing: null };

export function useProvider(api: SettingsApi): [ProviderBoard, ProviderActions] {
  const [board, setBoard] = useState(nothing);
  const isShown = useRef(true);

  const reload = useCallback(async () => {
    setBoard(nothing);
    const answer = await api.provider();
    if (!isShown.current) return;
    setBoard(
      answer.ok
        ? { ...nothing, provider: answer.data.provider }
        : { ...nothing, error: answer.error },
    );
  }, [api]);

  useEffect(() => {
    isShown.current = true;
    void reload();
    return () => {
      isShown.current = false;
    };
  }, [reload]);

  async function ask(
    doing: NonNullable<ProviderBoard['doing']>,
    question: () => Promise<CardAnswer<OwnProviderState>>,
  ): Promise<boolean> {
    setBoard((before) => ({ ...before, doing, problem: null }));
    const answer = await question();
    if (!isShown.current) return answer.ok;
    setBoard((before) =>
      answer.ok
        ? { ...nothing, provider: answer.data.provider }
        : { ...before, doing: null, problem: answer.error },
    );
    return answer.ok;
  }

  return [
    board,
    {
      reload: () => void reload(),
      save: (update) => ask('saving', () => api.saveProvider(update)),
      remove: () => ask('removing', () => api.removeProvider()),
    },
  ];
}
