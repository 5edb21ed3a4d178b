import { StatusTag } from '@hubspot/ui-extensions';
import type { Signal } from '../../../../shared/evidence/signal.ts';
import { capitalised } from '../text/words.ts';

/** Whether a signal speaks for or against, and how much it matters. */
export function SignalTag({ signal: { polarity, priority } }: { readonly signal: Signal }) {
  if (polarity === 'negative') {
    return <StatusTag variant="danger">{`Risk, ${priority} priority`}</StatusTag>;
  }
  const variant = priority === 'high' ? 'success' : priority === 'medium' ? 'info' : 'default';
  return <StatusTag variant={variant}>{`${capitalised(priority)} priority`}</StatusTag>;
}
