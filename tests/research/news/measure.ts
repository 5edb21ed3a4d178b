/** Precision and recall of the topics of headlines, with what went wrong. */
import { headlineTopic } from '../../../server/research/providers/news/announcement.ts';
import { knownNames } from '../../../server/research/providers/news/subject.ts';
import type { LabelledHeadline } from './headlines.ts';

export interface NewsQuality {
  readonly headlines: number;
  /** Headlines that say something. */
  readonly labelled: number;
  readonly told: number;
  readonly right: number;
  readonly precision: number;
  readonly recall: number;
  readonly mistakes: readonly string[];
}

export function measureNews(headlines: readonly LabelledHeadline[]): NewsQuality {
  let told = 0;
  let right = 0;
  const mistakes: string[] = [];
  for (const { company, own, title, topic } of headlines) {
    const found = headlineTopic(title, knownNames([company]), own);
    if (found !== null) told += 1;
    if (found !== null && found === topic) right += 1;
    if (found !== topic)
      mistakes.push(`${title} → ${found ?? 'nothing'}, not ${topic ?? 'nothing'}`);
  }
  const labelled = headlines.filter(({ topic }) => topic !== null).length;
  return {
    headlines: headlines.length,
    labelled,
    told,
    right,
    precision: right / told,
    recall: right / labelled,
    mistakes,
  };
}

/** Every third headline is held out: rules were never changed for one of these. */
export const heldOut = (all: readonly LabelledHeadline[]) =>
  all.filter((_, index) => index % 3 === 2);
export const tuned = (all: readonly LabelledHeadline[]) =>
  all.filter((_, index) => index % 3 !== 2);

/** The 95 % interval of a share after Wilson. */
function interval(hits: number, of: number): readonly [number, number] {
  const z = 1.96;
  const share = hits / of;
  const middle = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return [(middle - half) / whole, (middle + half) / whole];
}

/** One line of the table in docs/intelligence.md. */
export function tableRow(name: string, quality: NewsQuality): string {
  const { headlines, labelled, told, right } = quality;
  const share = (hits: number, of: number) => {
    const [low, high] = interval(hits, of);
    return `${(hits / of).toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
  };
  const cells = [
    name,
    headlines,
    labelled,
    told,
    right,
    share(right, told),
    share(right, labelled),
  ];
  return `| ${cells.join(' | ')} |`;
}
