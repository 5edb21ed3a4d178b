import type { JSX } from 'react';

/** A score in a list; a dash where there is none, which is not the same as 0. */
export function ScoreBadge({ score }: { readonly score: string }): JSX.Element {
  if (score === '') return <span className="muted">–</span>;
  const level = Number(score) >= 70 ? 'high' : Number(score) >= 40 ? 'middle' : 'low';
  return (
    <span className="score-badge" data-level={level}>
      {score}
    </span>
  );
}
