import { Text } from '@hubspot/ui-extensions';
import { useCardContext } from '../hooks/card-context.ts';

/** What waits for a decision in the full card. Nothing when nothing does. */
export function TabHint() {
  const { card, shown } = useCardContext();
  if (card?.preview) return <Text>Apply or discard the preview in the oppSpot tab.</Text>;
  if (shown?.match.status === 'ambiguous') {
    return <Text>Several companies fit. Pick the right one in the oppSpot tab.</Text>;
  }
  return null;
}
