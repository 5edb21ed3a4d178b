/**
 * A UI extension as HubSpot shows it: the production bundle runs unchanged in a worker and is drawn here
 * as HTML. An extension that fails takes down its own area only.
 */
import { RemoteRenderer } from '@remote-ui/react/host';
import { type JSX, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Connection, connect } from './connection.ts';
import { controllerFor } from './controller.tsx';
import { DrawingBoundary } from './DrawingBoundary.tsx';
import { Failure } from './Failure.tsx';
import type { ExtensionHostApi } from './host.ts';
import { createOverlays } from './overlays.ts';
import type { ExtensionCrash } from './protocol.ts';
import { SurroundingsProvider } from './surroundings.ts';
import './styles.ts';

export interface ExtensionProps {
  /** Address of the bundle made by HubSpot's builder. */
  bundleUrl: string;
  workerUrl: string;
  location:
    | 'crm.record.tab'
    | 'crm.record.sidebar'
    | 'crm.preview'
    | 'helpdesk.sidebar'
    | 'settings';
  /** The context object exactly as the extension sees it. */
  context: Record<string, unknown>;
  host: ExtensionHostApi;
  /** A new value starts the extension in a new worker (live reload). */
  generation?: number;
  /** Level of the extension's own headings, 3 when absent. */
  headingLevel?: number;
}

/** Another bundle, context or generation is another run, in a worker of its own. */
export function Extension(props: ExtensionProps): JSX.Element {
  const [attempt, setAttempt] = useState(0);
  const { bundleUrl, workerUrl, context, generation } = props;
  const run = JSON.stringify([bundleUrl, workerUrl, context, generation, attempt]);
  return <Run key={run} {...props} onRetry={() => setAttempt((last) => last + 1)} />;
}

function Run(props: ExtensionProps & { onRetry(): void }): JSX.Element {
  const { location, headingLevel = 3, onRetry } = props;
  const host = useNewest(props.host);
  const [overlays] = useState(createOverlays);
  const [overlayRoot, setOverlayRoot] = useState<HTMLElement | null>(null);
  const [crashed, setCrashed] = useState(false);
  const told = useRef(false);
  const onCrash = useCallback(
    (crash: ExtensionCrash) => {
      // The first error is the cause; what follows from it is not told.
      if (told.current) return;
      told.current = true;
      setCrashed(true);
      host().crashed(crash);
    },
    [host],
  );
  const { connection, mounted } = useConnection(props, { host, overlays, onCrash });
  useEffect(() => {
    if (crashed) connection?.stop();
  }, [crashed, connection]);
  const controller = useMemo(() => controllerFor(location), [location]);
  const surroundings = useMemo(
    () => ({ host, overlays, headingLevel, overlayRoot }),
    [host, overlays, headingLevel, overlayRoot],
  );
  if (crashed) return <Failure onRetry={onRetry} headingLevel={headingLevel} />;
  return (
    <div className="hsx" data-location={location} aria-busy={!mounted}>
      {connection && mounted ? (
        <DrawingBoundary onCrash={onCrash}>
          <SurroundingsProvider value={surroundings}>
            <RemoteRenderer receiver={connection.receiver} controller={controller} />
          </SurroundingsProvider>
        </DrawingBoundary>
      ) : (
        <div className="hsx-skeleton" aria-hidden="true" />
      )}
      <div ref={setOverlayRoot} />
    </div>
  );
}

function useConnection(
  { bundleUrl, workerUrl, context }: ExtensionProps,
  { host, overlays, onCrash }: Pick<Parameters<typeof connect>[0], 'host' | 'overlays' | 'onCrash'>,
): { connection: Connection | null; mounted: boolean } {
  const [connection, setConnection] = useState<Connection | null>(null);
  const [mounted, setMounted] = useState(false);
  const newestContext = useNewest(context);
  useEffect(() => {
    const started = connect({
      bundleUrl,
      workerUrl,
      context: newestContext(),
      host,
      overlays,
      onCrash,
    });
    const forget = started.receiver.on('mount', () => setMounted(true));
    setConnection(started);
    return () => {
      forget();
      started.stop();
    };
  }, [bundleUrl, workerUrl, newestContext, host, overlays, onCrash]);
  return { connection, mounted };
}

/** Reads the newest value without making its reader depend on it. */
function useNewest<T>(value: T): () => T {
  const newest = useRef(value);
  newest.current = value;
  return useCallback(() => newest.current, []);
}
