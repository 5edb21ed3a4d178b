/** Content that is shown in parts: tabs and accordions. */
import type { AccordionProps, TabProps, TabsProps } from '@hubspot/ui-extensions';
import {
  createContext,
  type JSX,
  type KeyboardEvent,
  type MouseEvent,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { invoke } from '../events.ts';
import { sizeOf, testId } from './attributes.ts';
import { IconGlyph } from './icons.tsx';

type TabId = string | number;

interface TabEntry {
  id: TabId;
  title: string | undefined;
  disabled: boolean;
  tooltip: string | undefined;
  panel: HTMLElement;
}

interface TabsScope {
  baseId: string;
  selected: TabId | undefined;
  register(entry: TabEntry): () => void;
}

const TabsContext = createContext<TabsScope | null>(null);

export function Tabs(props: TabsProps): JSX.Element {
  const { variant = 'default', fill = false, children } = props;
  const baseId = useId();
  const [tabs, setTabs] = useState<readonly TabEntry[]>([]);
  const [own, setOwn] = useState<TabId | undefined>(props.defaultSelected);
  const selected = props.selected ?? own ?? tabs[0]?.id;
  const scope = useMemo<TabsScope>(
    () => ({
      baseId,
      selected,
      register(entry) {
        setTabs((others) => inPageOrder([...others, entry]));
        return () => setTabs((all) => all.filter((other) => other !== entry));
      },
    }),
    [baseId, selected],
  );
  const select = (id: TabId) => {
    setOwn(id);
    void invoke(props.onSelectedChange as ((id: TabId) => void) | undefined, id);
  };
  return (
    <div {...testId(props)} className="hsx-tabs" data-variant={variant} data-fill={fill}>
      <div role="tablist" className="hsx-tablist" onKeyDown={moveAmongTabs}>
        {tabs.map(({ id, title, disabled, tooltip }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${baseId}-tab-${id}`}
            aria-controls={`${baseId}-panel-${id}`}
            aria-selected={id === selected}
            tabIndex={id === selected ? 0 : -1}
            disabled={disabled}
            title={tooltip}
            onClick={() => select(id)}
          >
            {title}
          </button>
        ))}
      </div>
      <TabsContext.Provider value={scope}>{children}</TabsContext.Provider>
    </div>
  );
}

export function Tab(props: TabProps): JSX.Element {
  const { tabId, title, disabled = false, tooltip, children } = props;
  const scope = useContext(TabsContext);
  const panel = useRef<HTMLDivElement>(null);
  const fallbackId = useId();
  const id = tabId ?? fallbackId;
  const register = useRef(scope?.register);
  register.current = scope?.register;
  useEffect(() => {
    if (!panel.current) return;
    return register.current?.({ id, title, disabled, tooltip, panel: panel.current });
  }, [id, title, disabled, tooltip]);
  return (
    <div
      {...testId(props)}
      ref={panel}
      role="tabpanel"
      className="hsx-tabpanel"
      id={`${scope?.baseId}-panel-${id}`}
      aria-labelledby={`${scope?.baseId}-tab-${id}`}
      hidden={scope?.selected !== id}
    >
      {children}
    </div>
  );
}

export function Accordion(props: AccordionProps): JSX.Element {
  const { title, defaultOpen = false, disabled = false, open, size, onClick, children } = props;
  const [own, setOwn] = useState(defaultOpen);
  const shown = open ?? own;
  const click = (event: MouseEvent) => {
    // The state is ours, so that a controlled accordion opens only when its extension says so.
    event.preventDefault();
    if (disabled) return;
    setOwn(!shown);
    void invoke(onClick);
  };
  return (
    <details
      {...testId(props)}
      className="hsx-accordion"
      open={shown}
      data-size={sizeOf(size, 'sm')}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: A summary is a button. */}
      <summary aria-disabled={disabled || undefined} onClick={click}>
        <IconGlyph name="right" size="sm" />
        {title}
      </summary>
      <div className="hsx-accordion-body">{children}</div>
    </details>
  );
}

function inPageOrder(tabs: TabEntry[]): TabEntry[] {
  return tabs.sort((a, b) =>
    a.panel.compareDocumentPosition(b.panel) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  );
}

/** https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
function moveAmongTabs(event: KeyboardEvent<HTMLElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]:not(:disabled)')];
  const at = tabs.indexOf(document.activeElement as HTMLElement);
  const targets: Record<string, number> = {
    ArrowRight: (at + 1) % tabs.length,
    ArrowLeft: (at - 1 + tabs.length) % tabs.length,
    Home: 0,
    End: tabs.length - 1,
  };
  const target = tabs[targets[event.key] ?? -1];
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.click();
}
