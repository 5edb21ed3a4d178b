/** What a tab is called, with a mark where something is wrong or not saved. */
import { type Section, sectionOf, sections } from '../draft/sections.ts';
import type { MappingsView } from '../hooks/useMappings.ts';
import type { LoadedSettings } from '../hooks/useSettings.ts';
import { sectionTitles } from './words.ts';

export function tabTitle(
  tab: Section | 'bulk' | 'activity',
  { changed, faults }: Pick<LoadedSettings, 'changed' | 'faults'>,
): string {
  const section = sections.find((one) => one === tab);
  if (section === undefined) return tab === 'bulk' ? 'Enrich many' : 'Activity';
  const wrong = faults.filter(({ field }) => sectionOf(field) === section).length;
  return marked(sectionTitles[section], wrong, changed.includes(section));
}

export function mappingsTabTitle(view: MappingsView): string {
  if (view.phase !== 'loaded') return 'Mappings';
  return marked('Mappings', view.faults.length, view.changed.length > 0);
}

function marked(title: string, wrong: number, isChanged: boolean): string {
  if (wrong > 0) return `${title} (${wrong} to fix)`;
  return isChanged ? `${title} (unsaved)` : title;
}
