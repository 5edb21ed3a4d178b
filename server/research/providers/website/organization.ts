/** The company's own description of itself in JSON-LD: https://schema.org/Organization */
import { z } from 'zod';
import { countryCode } from '../../../../shared/company/country.ts';
import { plainText } from '../../../../shared/narrative/plain-text.ts';

const text = z.string().optional().catch(undefined);
const amount = z.union([z.number(), z.string()]).optional().catch(undefined);

const postalAddress = z
  .object({
    addressLocality: text,
    addressRegion: text,
    postalCode: text,
    addressCountry: z
      .union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
      .optional()
      .catch(undefined),
  })
  .optional()
  .catch(undefined);

const organizationNode = z.object({
  '@type': z.union([z.string(), z.array(z.string())]),
  name: text,
  legalName: text,
  description: text,
  url: text,
  foundingDate: text,
  industry: text,
  numberOfEmployees: z
    .union([
      z.number(),
      z.string(),
      z.object({ value: amount, minValue: amount, maxValue: amount }),
    ])
    .optional()
    .catch(undefined),
  address: z
    .union([postalAddress.unwrap(), z.array(postalAddress).transform((all) => all[0])])
    .optional()
    .catch(undefined),
});

export interface Organization {
  readonly name: string | null;
  readonly legalName: string | null;
  readonly description: string | null;
  /** Year, month or day. */
  readonly foundedOn: string | null;
  readonly industry: string | null;
  readonly employees: { readonly minimum: number; readonly maximum: number | null } | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly region: string | null;
  readonly locality: string | null;
  readonly postcode: string | null;
}

/** A page that describes more things than this was not made for readers. */
const maxBlocks = 50;
const maxNodes = 500;

const organizationType = /(Organization|Corporation|Business|Service|Store)$/;

/**
 * The organisation the page describes as its own; null when it describes none. Organisations nested
 * in other things (a review's author, an event's host) are somebody else's and not looked at.
 * @param isOwn whether a URL is on the page's own site
 */
export function organizationIn(
  blocks: readonly string[],
  isOwn: (url: string) => boolean,
): Organization | null {
  const nodes = blocks
    .slice(0, maxBlocks)
    .flatMap(topNodes)
    .slice(0, maxNodes)
    .flatMap((node) => {
      const parsed = organizationNode.safeParse(node);
      return parsed.success ? [parsed.data] : [];
    })
    .filter((node) => [node['@type']].flat().some((type) => organizationType.test(type)))
    .filter((node) => node.url === undefined || isOwn(node.url));
  const node = nodes.find((candidate) => candidate.url !== undefined) ?? nodes[0];
  if (!node) return null;
  const founded = node.foundingDate?.trim() ?? '';
  return {
    name: short(node.name, 120),
    legalName: short(node.legalName, 160),
    description: short(node.description, 240),
    foundedOn: /^\d{4}(-\d{2}(-\d{2})?)?/.exec(founded)?.[0] ?? null,
    industry: short(node.industry, 80),
    employees: employeesOf(node.numberOfEmployees),
    country: countryCode(node.address?.addressCountry),
    region: short(node.address?.addressRegion, 80),
    locality: short(node.address?.addressLocality, 80),
    postcode: short(node.address?.postalCode, 20),
  };
}

const graphNode = z.object({ '@graph': z.array(z.unknown()) });

function topNodes(block: string): unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(block);
  } catch {
    // A block that is not JSON says nothing; the page may have others.
    return [];
  }
  return [parsed]
    .flat()
    .slice(0, maxNodes)
    .flatMap((node: unknown) => {
      const graph = graphNode.safeParse(node);
      return graph.success ? graph.data['@graph'] : [node];
    });
}

function short(value: string | undefined, length: number): string | null {
  return plainText(value ?? '', length) || null;
}

/** A number, "51-200", "200+" or a QuantitativeValue. */
function employeesOf(
  stated: z.infer<typeof organizationNode>['numberOfEmployees'],
): Organization['employees'] {
  if (stated === undefined) return null;
  if (typeof stated === 'object') {
    const value = wholeNumber(stated.value);
    if (value !== null) return { minimum: value, maximum: value };
    const minimum = wholeNumber(stated.minValue);
    const maximum = wholeNumber(stated.maxValue);
    if (minimum === null && maximum === null) {
      return typeof stated.value === 'string' ? employeesOf(stated.value) : null;
    }
    if (maximum !== null && (minimum ?? 0) > maximum) return null;
    return { minimum: minimum ?? 0, maximum };
  }
  const exact = wholeNumber(stated);
  if (exact !== null) return { minimum: exact, maximum: exact };
  const range = /^\s*(\d[\d,]*)\s*(?:-|–|to)\s*(\d[\d,]*)\s*$/.exec(String(stated));
  const minimum = wholeNumber(range?.[1]);
  const maximum = wholeNumber(range?.[2]);
  if (minimum !== null && maximum !== null && minimum <= maximum) return { minimum, maximum };
  const open = wholeNumber(/^\s*(?:over\s+)?(\d[\d,]*)\s*\+?\s*$/i.exec(String(stated))?.[1]);
  return open === null ? null : { minimum: open, maximum: null };
}

/** People, so no fractions, and no more than anybody employs. */
function wholeNumber(value: number | string | undefined): number | null {
  const digits = String(value ?? '').replaceAll(',', '');
  const number = /^\d{1,8}$/.test(digits) ? Number(digits) : Number.NaN;
  return Number.isInteger(number) && number <= 10_000_000 ? number : null;
}
