/** Toasts at the top of the page, as Lightning Experience shows them; components send them as events. */
import {
  createContext,
  type JSX,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
} from 'react';

/** What a component says in `lightning/platformShowToastEvent`. */
interface ToastDetail {
  readonly title: string;
  readonly message?: string;
  readonly variant?: 'info' | 'success' | 'warning' | 'error';
  readonly mode?: 'dismissible' | 'pester' | 'sticky';
  /** Fill `{0}`, `{1}` … in the message. */
  readonly messageData?: readonly (string | { readonly url: string; readonly label: string })[];
}

type Toast = ToastDetail & { readonly key: number };

const shownMs = 5_000;
let count = 0;

const ToastsContext = createContext<((toast: ToastDetail) => void) | null>(null);

export function useToasts(): (toast: ToastDetail) => void {
  const show = useContext(ToastsContext);
  if (!show) throw new Error('Toasts are shown inside their provider only.');
  return show;
}

export function ToastsProvider({ children }: { readonly children: ReactNode }): JSX.Element {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const close = useCallback((key: number) => {
    setToasts((shown) => shown.filter((toast) => toast.key !== key));
  }, []);
  const show = useCallback(
    (detail: ToastDetail) => {
      count += 1;
      const key = count;
      setToasts((shown) => [...shown, { ...detail, key }]);
      if (detail.mode !== 'sticky') setTimeout(() => close(key), shownMs);
    },
    [close],
  );
  useEffect(() => {
    const listener = (event: Event) => show((event as CustomEvent<ToastDetail>).detail);
    document.addEventListener('lightning__showtoast', listener);
    return () => document.removeEventListener('lightning__showtoast', listener);
  }, [show]);
  return (
    <ToastsContext.Provider value={show}>
      {children}
      <section className="toasts" aria-live="polite" aria-label="Notifications">
        {toasts.map((toast) => (
          <div key={toast.key} className="toast" data-variant={toast.variant ?? 'info'}>
            <div className="toast-text">
              <strong>{toast.title}</strong>
              {toast.message ? <span>{filled(toast)}</span> : null}
            </div>
            <button type="button" aria-label="Close" onClick={() => close(toast.key)}>
              ×
            </button>
          </div>
        ))}
      </section>
    </ToastsContext.Provider>
  );
}

function filled({ message = '', messageData = [] }: ToastDetail): string {
  return message.replaceAll(/\{(\d+)\}/g, (whole, index) => {
    const value = messageData[Number(index)];
    return typeof value === 'string' ? value : (value?.label ?? whole);
  });
}
