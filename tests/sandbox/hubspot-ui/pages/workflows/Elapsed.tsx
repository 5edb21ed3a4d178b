import { type JSX, useEffect, useState } from 'react';
import type { EnrolmentView } from '../../contract.ts';

const tickMs = 100;

/** From the first record sent to the last one finished, or to now while some are under way. */
export function Elapsed(props: { enrolments: readonly EnrolmentView[] }): JSX.Element {
  const { enrolments } = props;
  const isRunning = enrolments.some(({ finishedAt }) => finishedAt === null);
  const now = useNow(isRunning);
  if (enrolments.length === 0) return <>–</>;
  const started = Math.min(...enrolments.map(({ startedAt }) => Date.parse(startedAt)));
  const ended = enrolments.map(({ finishedAt }) => (finishedAt ? Date.parse(finishedAt) : now));
  return <>{((Math.max(...ended) - started) / 1_000).toFixed(1)} s</>;
}

function useNow(isRunning: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now;
}
