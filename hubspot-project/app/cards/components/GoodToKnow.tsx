import { Alert, Text } from '@hubspot/ui-extensions';
import { useCardContext } from '../hooks/card-context.ts';
import { refusedField } from '../text/outcomes.ts';

/** What limits what is shown and written. Nothing when nothing does. */
export function GoodToKnow() {
  const { card, shown } = useCardContext();
  // The picker or the notice in its place says why no company is settled, another what was refused.
  const said = shown && shown.match.status !== 'matched' ? shown.match.reason : null;
  const warnings = (shown?.warnings ?? []).filter(({ code }) => code !== refusedField);
  const messages = [...warnings, ...(card?.limits ?? [])]
    .map(({ message }) => message)
    .filter((message) => message !== said);
  if (messages.length === 0) return null;
  return (
    <Alert title="Good to know" variant="info">
      {[...new Set(messages)].map((message) => (
        <Text key={message}>{message}</Text>
      ))}
    </Alert>
  );
}
