/** A button with a menu. https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/ */
import type { DropdownButtonItemProps, DropdownProps } from '@hubspot/ui-extensions';
import {
  createContext,
  type JSX,
  type KeyboardEvent,
  type RefObject,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { invoke, plainEvent } from '../events.ts';
import { sizeOf, testId } from './attributes.ts';
import { IconGlyph } from './icons.tsx';
import { useTrigger } from './trigger.tsx';

const CloseMenu = createContext<() => void>(() => {});

export function Dropdown(props: DropdownProps): JSX.Element {
  const { buttonText = 'More', variant = 'secondary', disabled, options, children } = props;
  const [open, setOpen] = useState(false);
  const menuId = useId();
  const box = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useCloseOutside(box, open, () => setOpen(false));
  useEffect(() => {
    if (open) menuItems(box)[0]?.focus();
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <span {...testId(props)} ref={box} className="hsx-anchor">
      <button
        ref={button}
        type="button"
        className="hsx-button"
        data-variant={variant}
        data-size={sizeOf(props.buttonSize, 'md')}
        disabled={disabled}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={menuId}
        onClick={() => setOpen(!open)}
      >
        {buttonText}
        <IconGlyph name="downCarat" size="sm" />
      </button>
      <div
        id={menuId}
        role="menu"
        tabIndex={-1}
        className="hsx-menu"
        aria-label={buttonText}
        hidden={!open}
        onKeyDown={(event) => moveInMenu(event, box, close)}
      >
        <CloseMenu.Provider value={close}>
          {options?.map(({ label, onClick }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                void invoke(onClick);
              }}
            >
              {label}
            </button>
          ))}
          {children}
        </CloseMenu.Provider>
      </div>
    </span>
  );
}

export function DropdownButtonItem(props: DropdownButtonItemProps): JSX.Element {
  const { onClick, overlay, children } = props;
  const close = useContext(CloseMenu);
  const { reactions, openOverlays, withOverlay } = useTrigger(overlay);
  return withOverlay(
    <button
      {...testId(props)}
      type="button"
      role="menuitem"
      tabIndex={-1}
      onClick={(event) => {
        close();
        void invoke(onClick, plainEvent(event), reactions());
        openOverlays();
      }}
    >
      {children}
    </button>,
  );
}

function menuItems(box: RefObject<HTMLElement>): HTMLElement[] {
  return [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
}

function moveInMenu(event: KeyboardEvent, box: RefObject<HTMLElement>, close: () => void): void {
  // Keys of a modal opened from here arrive too, through React's tree.
  if (!event.currentTarget.contains(event.target as Node)) return;
  const items = menuItems(box);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const targets: Record<string, number> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  const target = items[targets[event.key] ?? -1];
  if (target) {
    event.preventDefault();
    target.focus();
  }
  if (event.key === 'Escape' || event.key === 'Tab') close();
}

function useCloseOutside(box: RefObject<HTMLElement>, open: boolean, close: () => void): void {
  const newest = useRef(close);
  newest.current = close;
  useEffect(() => {
    if (!open) return;
    const onPress = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) newest.current();
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [box, open]);
}
