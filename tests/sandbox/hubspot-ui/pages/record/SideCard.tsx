import { type JSX, type ReactNode, useId, useState } from 'react';
import { Icon } from '../ui/Icon.tsx';

/** A card that folds: its content stays alive while it is folded. */
export function SideCard(props: {
  title: string;
  count?: number;
  children: ReactNode;
}): JSX.Element {
  const { title, count, children } = props;
  const [isOpen, setOpen] = useState(true);
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
