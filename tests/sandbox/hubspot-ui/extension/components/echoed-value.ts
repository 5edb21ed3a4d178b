import { useEffect, useRef, useState } from 'react';

/**
 * The value of a field whose owner is in the worker. What is typed shows at once; the extension's echo of
 * it arrives later and must not overwrite what was typed meanwhile. A value that is no such echo was set
 * by the extension and is shown.
 */
export function useEchoedValue<T>(
  remote: T | undefined,
  initial: T,
): [value: T, change: (value: T) => void] {
  const [value, setValue] = useState<T>(remote ?? initial);
  const unanswered = useRef<T[]>([]);
  const known = JSON.stringify(remote);
  useEffect(() => {
    if (known === undefined) return;
    const echoed = unanswered.current.findIndex((sent) => JSON.stringify(sent) === known);
    if (echoed >= 0) {
      unanswered.current.splice(0, echoed + 1);
      return;
    }
    unanswered.current = [];
    setValue(JSON.parse(known));
  }, [known]);
  return [
    value,
    (next) => {
      unanswered.current.push(next);
      setValue(next);
    },
  ];
}
