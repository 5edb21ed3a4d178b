/** The compiled components: asked for until they are there. */
import { useEffect, useState } from 'react';
import { explain, request } from '../../../hubspot-ui/pages/api.ts';
import type { ComponentsView, SessionView } from '../../contract.ts';

const pollMs = 400;

/** The bundle's entry, written by the compiler. */
export interface Components {
  readonly tags: readonly string[];
  create(tag: string): Promise<HTMLElement>;
}

export type Loading =
  | { readonly state: 'building'; readonly step: string; readonly elapsedMs: number }
  | { readonly state: 'failed'; readonly error: string }
  | { readonly state: 'loaded'; readonly components: Components };

/** Custom elements cannot be defined twice: a page keeps the version it began with. */
let loaded: { readonly version: string; readonly components: Promise<Components> } | null = null;

/** How far they are. Newer sources than those of this page load the page anew. */
export function useComponents(session: SessionView): Loading {
  const [loading, setLoading] = useState<Loading>({
    state: 'building',
    step: 'Asking for the components',
    elapsedMs: 0,
  });
  useEffect(() => {
    let isOver = false;
    let timer: number | undefined;
    async function ask() {
      const next = await step(session).catch(
        (error): Loading => ({ state: 'failed', error: explain(error) }),
      );
      if (isOver) return;
      setLoading(next);
      if (next.state !== 'loaded') timer = window.setTimeout(ask, pollMs);
    }
    void ask();
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [session]);
  return loading;
}

async function step(session: SessionView): Promise<Loading> {
  const view = await request<ComponentsView>('/data/components');
  if (view.state !== 'ready') return view;
  if (loaded && loaded.version !== view.version) {
    location.reload();
    return { state: 'building', step: 'Loading the page with newer components', elapsedMs: 0 };
  }
  loaded ??= { version: view.version, components: load(view.version, session) };
  return { state: 'loaded', components: await loaded.components };
}

async function load(version: string, { user, permissions }: SessionView): Promise<Components> {
  // What the platform's own modules tell components of the session.
  Object.assign(globalThis, { lightningSession: { user: { Id: user.id }, permissions } });
  return (await import(`/lwc/${version}/components.js`)) as Components;
}
