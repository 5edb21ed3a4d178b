import type { JSX } from 'react';
import { Illustrated } from './components/illustrations.tsx';

/** What stands in the place of an extension that ended with an error. */
export function Failure({
  onRetry,
  headingLevel,
}: {
  onRetry(): void;
  headingLevel: number;
}): JSX.Element {
  const Title = `h${headingLevel}` as 'h3';
  return (
    <div className="hsx hsx-failure" role="alert">
      <Illustrated name="errorGeneral" width={88} />
      <Title className="hsx-state-title">This card couldn’t be loaded</Title>
      <p>Something went wrong inside the card. The rest of the page is not affected.</p>
      <button type="button" className="hsx-button" data-variant="secondary" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
