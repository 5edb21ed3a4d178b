/** What lies over the page: modals, panels, tooltips. */
import type {
  ModalBodyProps,
  ModalFooterProps,
  ModalProps,
  PanelBodyProps,
  PanelFooterProps,
  PanelProps,
  PanelSectionProps,
  TooltipProps,
} from '@hubspot/ui-extensions';
import { type JSX, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { invoke } from '../events.ts';
import type { OverlayHandle } from '../overlays.ts';
import { useSurroundings } from '../surroundings.ts';
import { sizeOf, testId } from './attributes.ts';
import { IconGlyph } from './icons.tsx';
import { useTriggerScope } from './trigger.tsx';

export function Modal(props: ModalProps): JSX.Element | null {
  return <Dialog {...props} kind="modal" />;
}

export function Panel(props: PanelProps): JSX.Element | null {
  return <Dialog {...props} kind="panel" />;
}

interface DialogProps {
  kind: 'modal' | 'panel';
  id: string;
  'aria-label'?: string;
  title?: string;
  width?: ModalProps['width'];
  variant?: string;
  testId?: string;
  onOpen?: () => void;
  onClose?: () => void;
  children?: ReactNode;
}

function Dialog(props: DialogProps): JSX.Element | null {
  const { kind, id, title, width, variant, children } = props;
  const { overlays, overlayRoot } = useSurroundings();
  const scope = useTriggerScope();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [open, setOpen] = useState(false);
  const handle = useMemo<OverlayHandle>(
    () => ({ open: () => setOpen(true), close: () => setOpen(false) }),
    [],
  );
  useEffect(() => overlays.register(id, handle), [overlays, id, handle]);
  useEffect(() => scope?.addOverlay(handle), [scope, handle]);
  const closing = useShown(dialog, open, props);
  if (!overlayRoot) return null;
  return createPortal(
    <dialog
      {...testId(props)}
      ref={dialog}
      className={`hsx-${kind}`}
      data-variant={variant}
      data-width={sizeOf(width, 'sm')}
      aria-label={props['aria-label']}
      aria-labelledby={title && !props['aria-label'] ? titleId : undefined}
      onClose={() => {
        if (closing.current) closing.current = false;
        else setOpen(false);
      }}
    >
      <header className="hsx-dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="hsx-remove" aria-label="Close" onClick={handle.close}>
          <IconGlyph name="remove" size="md" />
        </button>
      </header>
      {open ? children : null}
    </dialog>,
    overlayRoot,
  );
}

/**
 * Keeps the dialog as `open` says, and gives focus back to where it was.
 * @returns true between a closing of ours and the browser's news of it, which comes a moment later, when
 *   somebody may have opened the dialog again
 */
function useShown(
  dialog: React.RefObject<HTMLDialogElement>,
  open: boolean,
  { onOpen, onClose }: DialogProps,
): React.MutableRefObject<boolean> {
  const closing = useRef(false);
  const handlers = useRef({ onOpen, onClose });
  handlers.current = { onOpen, onClose };
  useEffect(() => {
    const element = dialog.current;
    if (!open || !element) return;
    const before = document.activeElement;
    element.showModal();
    void invoke(handlers.current.onOpen);
    return () => {
      // The Escape key has closed it already.
      if (element.open) {
        closing.current = true;
        element.close();
      }
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      void invoke(handlers.current.onClose);
    };
  }, [dialog, open]);
  return closing;
}

export function ModalBody(props: ModalBodyProps): JSX.Element {
  return (
    <div {...testId(props)} className="hsx-dialog-body">
      {props.children}
    </div>
  );
}

export function ModalFooter(props: ModalFooterProps): JSX.Element {
  return (
    <footer {...testId(props)} className="hsx-dialog-foot">
      {props.children}
    </footer>
  );
}

export function PanelBody(props: PanelBodyProps): JSX.Element {
  return (
    <div {...testId(props)} className="hsx-dialog-body">
      {props.children}
    </div>
  );
}

export function PanelFooter(props: PanelFooterProps): JSX.Element {
  return (
    <footer {...testId(props)} className="hsx-dialog-foot">
      {props.children}
    </footer>
  );
}

export function PanelSection(props: PanelSectionProps): JSX.Element {
  return (
    <section {...testId(props)} className="hsx-section" data-flush={props.flush || undefined}>
      {props.children}
    </section>
  );
}

/** Shown by the style sheet while its trigger is hovered or focused; Escape hides it until then. */
export function Tooltip(props: TooltipProps): JSX.Element {
  const { placement = 'top', children } = props;
  const id = useId();
  const scope = useTriggerScope();
  const [dismissed, setDismissed] = useState(false);
  useEffect(() => {
    scope?.setTooltip(id);
    return () => scope?.setTooltip(undefined);
  }, [scope, id]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => setDismissed(event.key === 'Escape');
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <span
      {...testId(props)}
      id={id}
      role="tooltip"
      className="hsx-tooltip"
      data-placement={placement}
      data-dismissed={dismissed || undefined}
    >
      {children}
    </span>
  );
}
