import { useEffect, useState } from 'react';

/** Whole seconds until so many milliseconds after the first drawing have passed; 0 from then on. */
export function useCountdown(milliseconds: number): number {
  const [left, setLeft] = useState(Math.ceil(milliseconds / 1000));
  useEffect(() => {
    const endsAt = Date.now() + milliseconds;
    const timer = setInterval(() => {
      const seconds = Math.max(0, Math.ceil((endsAt - Date.now()) / 1000));
      setLeft(seconds);
      if (seconds === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [milliseconds]);
  return left;
}
