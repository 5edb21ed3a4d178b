import { Button } from '@hubspot/ui-extensions';
import { useCardContext } from '../hooks/card-context.ts';
import { useCountdown } from '../hooks/use-countdown.ts';
import type { Trouble } from '../hooks/view.ts';
import { againIn } from '../text/problems.ts';

/** Asks again, once the time the server named has passed. */
export function RetryButton({ trouble }: { readonly trouble: Trouble }) {
  const { retry } = useCardContext();
  const seconds = useCountdown(trouble.error.retryAfterMs ?? 0);
  return (
    <Button size="sm" disabled={seconds > 0} onClick={() => retry(trouble)}>
      {againIn(seconds)}
    </Button>
  );
}
