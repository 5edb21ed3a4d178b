import { Flex, LoadingSpinner } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { CardContext } from '../hooks/card-context.ts';
import { useCard } from '../hooks/use-card.ts';
import type { Trouble } from '../hooks/view.ts';
import { ConnectionNotice } from './ConnectionNotice.tsx';
import { FailureAlert } from './FailureAlert.tsx';
import { TroubleAlert } from './TroubleAlert.tsx';
import { Unavailable } from './Unavailable.tsx';

/** Loads the card and draws what every card says about that; `children` once it is loaded. */
export function CardFrame({ children }: { readonly children: ReactNode }) {
  const card = useCard();
  return (
    <CardContext.Provider value={card}>
      {card.card === null ? (
        <Unloaded trouble={card.trouble} />
      ) : (
        <Flex direction="column" gap="md">
          <ConnectionNotice />
          {card.trouble ? <TroubleAlert trouble={card.trouble} /> : <FailureAlert />}
          {children}
        </Flex>
      )}
    </CardContext.Provider>
  );
}

function Unloaded({ trouble }: { readonly trouble: Trouble | null }) {
  if (trouble) return <Unavailable trouble={trouble} />;
  return <LoadingSpinner label="Loading what oppSpot knows…" showLabel layout="centered" />;
}
