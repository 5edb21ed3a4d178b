import { LoadingButton } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import type { Ask } from '../hooks/asks.ts';
import { useCardContext } from '../hooks/card-context.ts';

export interface AskButtonProps {
  /** Called at each click: a click has a key of its own. */
  readonly ask: () => Ask;
  readonly variant?: 'primary' | 'secondary' | 'destructive';
  readonly size?: 'xs' | 'sm' | 'md';
  readonly disabled?: boolean;
  readonly onStarted?: () => void;
  readonly children: ReactNode;
}

/** Starts something; loads while that is done and waits while anything else is. */
export function AskButton({
  ask,
  variant = 'secondary',
  size = 'sm',
  disabled = false,
  onStarted,
  children,
}: AskButtonProps) {
  const card = useCardContext();
  const isLoading = card.isDoing(ask());
  return (
    <LoadingButton
      variant={variant}
      size={size}
      loading={isLoading}
      // HubSpot ends loading with a check mark unless told otherwise.
      resultIconName={card.trouble || card.card?.failure ? 'warning' : 'success'}
      disabled={disabled || (card.work !== null && !isLoading)}
      onClick={() => {
        if (card.work) return;
        card.start(ask());
        onStarted?.();
      }}
    >
      {children}
    </LoadingButton>
  );
}
