/** What facts and their values are called, in the words of a language. */
import { engagementEvent } from '../../evidence/evidence.ts';
import { signalType } from '../../evidence/signal.ts';
import type { Words } from '../../language/words.ts';
import { componentName } from '../../tenant/settings.ts';
import type { Feature } from '../training/model.ts';
import { SIGNAL_SEEN, TEMPLATE_FACT, WINDOW_DAYS } from './facts.ts';

/** At most so many values of a group are named. */
const mostNamed = 4;

/** A fact that this version does not know any more goes by its name. */
export function factLabel(
  {
    score: {
      learned: { fact },
    },
  }: Words,
  name: string,
): string {
  const component = componentName.safeParse(name);
  if (component.success) return fact.component[component.data];
  const signal = signalType.safeParse(name.replace(/^signal-/, ''));
  if (name.startsWith('signal-') && signal.success) return fact.signal(signal.data);
  const event = engagementEvent.safeParse(name.replace(/^times-/, ''));
  if (name.startsWith('times-') && event.success) return fact.times(event.data, WINDOW_DAYS);
  return (
    {
      [TEMPLATE_FACT]: fact.template,
      headcount: fact.headcount,
      'age-years': fact.ageYears,
      industry: fact.industry,
      country: fact.country,
      'accounts-type': fact.accountsType,
      'open-jobs': fact.openJobs,
      technologies: fact.technologies,
    }[name] ?? name
  );
}

/** @param index among all bins of the feature, in the order of `allBins` */
export function binLabelIn(words: Words, feature: Feature, index: number): string {
  const { bin } = words.score.learned;
  if (feature.kind === 'category') {
    const group = feature.groups[index];
    if (!group) return index === feature.groups.length ? bin.other : bin.unknown;
    const named = group.values.map((value) => valueLabel(words, feature.column, value));
    const more = named.length - mostNamed;
    const text = named.slice(0, mostNamed).join(', ');
    return more > 0 ? bin.andMore(text, more) : text;
  }
  if (index >= feature.bins.length) return bin.unknown;
  const { number } = words.text;
  const from = index > 0 ? feature.cuts[index - 1] : undefined;
  const below = feature.cuts[index];
  if (from === undefined) return below === undefined ? bin.known : bin.below(number(below));
  return below === undefined ? bin.from(number(from)) : bin.between(number(from), number(below));
}

function valueLabel(
  { score: { learned }, register, text }: Words,
  fact: string,
  value: string,
): string {
  const told = (texts: Readonly<Record<string, string>>) =>
    Object.hasOwn(texts, value) ? (texts[value] ?? value) : value;
  if (fact === 'country') return text.country(value);
  if (fact === 'industry') return told(learned.industry);
  if (fact === 'accounts-type') return told(register.accounts);
  return value === SIGNAL_SEEN ? learned.bin.there : value;
}
