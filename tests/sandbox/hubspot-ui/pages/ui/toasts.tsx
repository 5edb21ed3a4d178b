/** Alerts that come and go, read out politely. */
import {
  createContext,
  type JSX,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
} from 'react';
import type { ExtensionAlert } from '../../extension/protocol.ts';
import { Icon, type IconName } from './Icon.tsx';

export type AddToast = (alert: ExtensionAlert) => void;

interface Toast extends ExtensionAlert {
  readonly id: number;
}

const shownMs = 8_000;
const icons: Readonly<Record<string, IconName>> = {
  success: 'check',
  danger: 'warning',
  warning: 'warning',
};

const Toasts = createContext<{ readonly addToast: AddToast } | null>(null);

export function useToasts(): { readonly addToast: AddToast } {
  const toasts = useContext(Toasts);
  if (!toasts) throw new Error('Toasts are shown inside their provider only.');
  return toasts;
}

let count = 0;

export function ToastsProvider({ children }: { readonly children: ReactNode }): JSX.Element {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const remove = useCallback((id: number) => {
    setToasts((shown) => shown.filter((toast) => toast.id !== id));
  }, []);
  const addToast = useCallback<AddToast>(
    (alert) => {
      count += 1;
      const id = count;
      setToasts((shown) => [...shown, { ...alert, id }]);
      // What went wrong stays until somebody has read it.
      if (alert.type !== 'danger') setTimeout(() => remove(id), shownMs);
    },
    [remove],
  );
  const value = useMemo(() => ({ addToast }), [addToast]);
  return (
    <Toasts.Provider value={value}>
      {children}
      <section className="toasts" aria-live="polite" aria-label="Alerts">
        {toasts.map((toast) => (
          <ToastBox key={toast.id} toast={toast} onDismiss={() => remove(toast.id)} />
        ))}
      </section>
    </Toasts.Provider>
  );
}

function ToastBox({ toast, onDismiss }: { toast: Toast; onDismiss(): void }): JSX.Element {
  return (
    <div className="toast" data-type={toast.type}>
      <Icon name={icons[toast.type] ?? 'info'} />
      <div className="toast-text">
        {toast.title ? <strong>{toast.title}</strong> : null}
        {toast.message ? <span>{toast.message}</span> : null}
      </div>
      <button type="button" className="icon-button" aria-label="Dismiss alert" onClick={onDismiss}>
        <Icon name="close" />
      </button>
    </div>
  );
}
