/**
 * The sections A to U of the UK's industry classification, by the first two digits of a SIC code.
 * Companies are too few to learn of each of its 700 classes.
 * https://www.ons.gov.uk/methodology/classificationsandstandards/ukstandardindustrialclassificationofeconomicactivities/uksic2007
 */
const sections = [
  [1, 'Agriculture'],
  [5, 'Mining'],
  [10, 'Manufacturing'],
  [35, 'Energy'],
  [36, 'Water and waste'],
  [41, 'Construction'],
  [45, 'Trade'],
  [49, 'Transport'],
  [55, 'Hospitality'],
  [58, 'Information and communication'],
  [64, 'Finance'],
  [68, 'Real estate'],
  [69, 'Professional services'],
  [77, 'Administrative services'],
  [84, 'Public administration'],
  [85, 'Education'],
  [86, 'Health'],
  [90, 'Arts and recreation'],
  [94, 'Other services'],
  [97, 'Households'],
  [99, 'International bodies'],
] as const satisfies readonly (readonly [from: number, name: string])[];

/** As it stands in snapshots and models. */
export type IndustrySection = (typeof sections)[number][1];

/** @returns null where there is no legible code */
export function industrySection(code: string | null): IndustrySection | null {
  const division = Number(code?.padStart(5, '0').slice(0, 2) ?? Number.NaN);
  return sections.findLast(([from]) => division >= from)?.[1] ?? null;
}
