/** News from the server while the page is open. */
import { useEffect, useRef } from 'react';
import type { UiEvents } from '../contract.ts';

let source: EventSource | undefined;

/** One stream for the page, however many listen. */
function stream(): EventSource {
  source ??= new EventSource('/events');
  return source;
}

/** Calls back for each event of a name, always with the newest callback. */
export function useServerEvent<Name extends keyof UiEvents>(
  name: Name,
  onEvent: (data: UiEvents[Name]) => void,
): void {
  const newest = useRef(onEvent);
  newest.current = onEvent;
  useEffect(() => {
    const listener = (event: MessageEvent<string>) => {
      newest.current(JSON.parse(event.data) as UiEvents[Name]);
    };
    const events = stream();
    events.addEventListener(name, listener);
    return () => events.removeEventListener(name, listener);
  }, [name]);
}
