import { useEffect, useState } from 'react';

/** Counts down from a waiting time in milliseconds to 0, by the second; 0 at once where there is none. */
export function useSecondsLeft(waitMs: number | null): number {
  const [left, setLeft] = useState(Math.ceil((waitMs ?? 0) / 1000));
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return left;
}
