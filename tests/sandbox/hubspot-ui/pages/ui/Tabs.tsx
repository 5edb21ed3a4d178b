import { type JSX, type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';

export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly content: ReactNode;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * Tabs with arrow keys (https://www.w3.org/WAI/ARIA/apg/patterns/tabs/). A tab that was open once stays
 * alive behind the others, as what a rep has begun there must not be lost.
 */
export function Tabs({ label, tabs, selected, onSelect }: TabsProps): JSX.Element {
  const name = useId();
  const list = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<readonly string[]>([]);
  if (!opened.includes(selected)) setOpened([...opened, selected]);

  function onKeyDown(event: KeyboardEvent) {
    const position = tabs.findIndex(({ id }) => id === selected);
    const next = nextPosition(event.key, position, tabs.length);
    const tab = next === null ? undefined : tabs[next];
    if (!tab || next === null) return;
    event.preventDefault();
    onSelect(tab.id);
    list.current?.querySelectorAll('button')[next]?.focus();
  }

  return (
    <div className="tabs">
      <div className="tab-list" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
        {tabs.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${name}-tab-${id}`}
            aria-controls={`${name}-panel-${id}`}
            aria-selected={id === selected}
            tabIndex={id === selected ? 0 : -1}
            onClick={() => onSelect(id)}
          >
            {title}
          </button>
        ))}
      </div>
      {tabs.map(({ id, content }) => (
        <div
          key={id}
          role="tabpanel"
          id={`${name}-panel-${id}`}
          aria-labelledby={`${name}-tab-${id}`}
          hidden={id !== selected}
        >
          {id === selected || opened.includes(id) ? content : null}
        </div>
      ))}
    </div>
  );
}

function nextPosition(key: string, position: number, count: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  return step === undefined ? null : (position + step + count) % count;
}
