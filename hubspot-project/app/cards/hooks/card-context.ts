/** Hands the card's state down to whatever part of it draws. */
import { createContext, useContext } from 'react';
import type { Card } from './use-card.ts';

export const CardContext = createContext<Card | null>(null);

/** @throws Error outside a card */
export function useCardContext(): Card {
  const card = useContext(CardContext);
  if (!card) throw new Error('This component is drawn inside a card only.');
  return card;
}
