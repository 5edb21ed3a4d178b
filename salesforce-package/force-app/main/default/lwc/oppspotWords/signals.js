/** Signals in words. */
import PRIORITY from '@salesforce/label/c.Card_Priority';
import RISK from '@salesforce/label/c.Card_Risk';
import { format } from 'c/oppspotText';
import { wordFor } from './words';

/** Whether a signal speaks for or against, and how much it matters: a badge's text and theme. */
export function signalTag({ polarity, priority }) {
  const level = wordFor('level', priority);
  if (polarity === 'negative') return { label: format(RISK, level), theme: 'slds-theme_error' };
  return {
    label: format(PRIORITY, level),
    theme: priority === 'high' ? 'slds-theme_success' : 'slds-badge_lightest',
  };
}
