import type { CardView, RecordView } from '../../contract.ts';
import { useApp } from '../app-context.ts';

/** The app's cards that stand on a record at a location, as its administrator placed them. */
export function useCards(record: RecordView, location: string): readonly CardView[] {
  const { cards } = useApp();
  return cards.filter(
    (card) =>
      card.location === location &&
      card.objectTypes.some((objectType) => objectType === record.type),
  );
}
