import { type JSX, useEffect, useRef, useState } from 'react';
import { useSession } from '../session.ts';
import { Notice } from '../ui/Notice.tsx';
import { type Components, useComponents } from './useComponents.ts';

interface LightningComponentProps {
  /** E.g. `c-oppspot-enrich`. */
  readonly tag: string;
  readonly recordId?: string;
  readonly objectApiName?: string;
}

/** A place on the page where a component of the package runs, as a builder puts it there. */
export function LightningComponent(props: LightningComponentProps): JSX.Element {
  const loading = useComponents(useSession());
  switch (loading.state) {
    case 'building':
      return <Progress step={loading.step} elapsedMs={loading.elapsedMs} />;
    case 'failed':
      return <CompileFailure error={loading.error} />;
    case 'loaded':
      return <Placed {...props} components={loading.components} />;
  }
}

function Progress({ step, elapsedMs }: { step: string; elapsedMs: number }): JSX.Element {
  return (
    <section className="slds-card compile" aria-label="Compiling the components">
      <h2>Getting the Lightning components ready</h2>
      <p role="status">{step}</p>
      <p className="compile-time">
        {Math.round(elapsedMs / 1000)} s. Only after a change of their sources; then it is at once.
      </p>
      <div className="compile-bar" aria-hidden="true" />
    </section>
  );
}

function CompileFailure({ error }: { readonly error: string }): JSX.Element {
  return (
    <section className="slds-card compile" role="alert">
      <h2>The components do not compile</h2>
      <p>Correct the source and save it: this page notices.</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{error}</pre>
    </section>
  );
}

type PlacedProps = LightningComponentProps & { readonly components: Components };

function Placed({ components, tag, recordId, objectApiName }: PlacedProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let element: HTMLElement | undefined;
    let isGone = false;
    components
      .create(tag)
      .then((created) => {
        if (isGone) return;
        element = Object.assign(created, recordId ? { recordId, objectApiName } : {});
        place.current?.append(element);
      })
      .catch((error) => {
        console.error(error);
        setFailure(String(error));
      });
    return () => {
      isGone = true;
      element?.remove();
    };
  }, [components, tag, recordId, objectApiName]);
  if (!components.tags.includes(tag)) {
    return (
      <Notice title="The package has no such component">
        {tag} is not there, or its metadata does not expose it.
      </Notice>
    );
  }
  if (failure) return <Notice title="The component failed">{failure}</Notice>;
  return <div ref={place} className="lightning-component" data-component={tag} />;
}
