import { type JSX, type ReactNode, useId, useState } from 'react';
import { Icon } from '../ui/Icon.tsx';

/** A card that folds: its content stays alive while it is folded. */
export function SideCard(props: {
  title: string;
  count?: number;
  /** On a narrow page, where everything stands below each other. */
  startsFolded?: boolean;
  children: ReactNode;
}): JSX.Element {
  const { title, count, startsFolded = false, children } = props;
  const [isOpen, setOpen] = useState(() => !(startsFolded && isNarrow()));
  const body = useId();
  return (
    <section className="card side-card" aria-label={title}>
      <h2>
        <button
          type="button"
          className="fold"
          aria-expanded={isOpen}
          aria-controls={body}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="chevron" />
          {title}
          {count === undefined ? null : <span className="count">({count})</span>}
        </button>
      </h2>
      <div id={body} hidden={!isOpen}>
        {children}
      </div>
    </section>
  );
}

function isNarrow(): boolean {
  return matchMedia('(max-width: 820px)').matches;
}
