import { enrichAsk } from '../hooks/asks.ts';
import { useCountdown } from '../hooks/use-countdown.ts';
import { againIn } from '../text/problems.ts';
import { AskButton } from './AskButton.tsx';

/** Another attempt after a run that failed, once so many milliseconds have passed. */
export function EnrichAgain({ waitMs }: { readonly waitMs: number }) {
  const seconds = useCountdown(waitMs);
  return (
    <AskButton ask={enrichAsk} disabled={seconds > 0}>
      {againIn(seconds)}
    </AskButton>
  );
}
