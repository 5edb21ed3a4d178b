/**
 * Awards in releases of the Open Contracting Data Standard, as the two UK services publish them.
 * https://standard.open-contracting.org/1.1/en/schema/reference/
 */
import { z } from 'zod';
import { nameSimilarity } from '../../../../shared/company/similarity.ts';
import { ukCompanyNumber } from '../../uk-company-number.ts';

const text = z.string().nullish();

const identifier = z.object({ scheme: text, id: z.union([z.string(), z.number()]).nullish() });

export const ocdsRelease = z.object({
  ocid: text,
  id: z.string(),
  date: text,
  buyer: z.object({ id: text, name: text }).nullish(),
  tender: z.object({ title: text }).nullish(),
  parties: z
    .array(
      z.object({
        id: text,
        name: text,
        identifier: identifier.nullish(),
        additionalIdentifiers: z.array(identifier).nullish(),
        roles: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
  awards: z
    .array(
      z.object({
        id: z.union([z.string(), z.number()]).nullish(),
        title: text,
        status: text,
        date: text,
        datePublished: text,
        value: z.object({ amount: z.number().nullish(), currency: text }).nullish(),
        suppliers: z.array(z.object({ id: text, name: text })).nullish(),
      }),
    )
    .nullish(),
});
export type OcdsRelease = z.infer<typeof ocdsRelease>;

export const ocdsPackage = z.object({
  releases: z.array(ocdsRelease).nullish(),
  links: z.object({ next: text }).nullish(),
});

export interface Award {
  readonly key: string;
  readonly title: string;
  readonly buyer: string;
  readonly amount: number | null;
  readonly currency: string | null;
  /** A day. */
  readonly awardedOn: string;
  readonly suppliers: number;
}

/** Whom the awards are looked for. */
export interface SupplierIdentity {
  /** As the UK register writes it. */
  readonly number: string;
  readonly legalNames: readonly string[];
}

/** A company number was given, and it is none. */
const unreadable = 'unreadable';

/**
 * The awards of a release that went to the company. A company number decides where the buyer gave one;
 * a name alone has to be the legal one, because any two firms may trade under one name.
 */
export function awardsTo(supplier: SupplierIdentity, release: OcdsRelease): Award[] {
  const numbers = new Map<string, string>();
  for (const party of release.parties ?? []) {
    const number = companyNumberOf(party);
    if (party.id && number) numbers.set(party.id, number);
  }
  return (release.awards ?? []).flatMap((award, index): Award[] => {
    // Pending is meant to be awarded: others may still object.
    if (award.status && award.status !== 'active') return [];
    const suppliers = award.suppliers ?? [];
    const own = suppliers.some(({ id, name }) => {
      const number = id ? (numbers.get(id) ?? numberInId(id)) : null;
      return number === null ? isLegalName(supplier, name) : number === supplier.number;
    });
    const awardedOn = dayOf(award.date) ?? dayOf(award.datePublished) ?? dayOf(release.date);
    const buyer = release.buyer?.name ?? null;
    if (!own || !awardedOn || !buyer) return [];
    const amount = award.value?.amount ?? null;
    return [
      {
        key: `${release.ocid ?? release.id}-${award.id ?? index}`,
        title: award.title || release.tender?.title || 'Public contract',
        buyer,
        // An award of nothing is one whose value was not filled in.
        amount: amount !== null && amount > 0 ? amount : null,
        currency: amount !== null && amount > 0 ? currencyOf(award.value?.currency) : null,
        awardedOn,
        suppliers: suppliers.length,
      },
    ];
  });
}

/** The numbers of all UK companies that a release names as suppliers of its awards. */
export function companyNumbersIn(release: OcdsRelease): string[] {
  const suppliers = (release.awards ?? []).flatMap((award) => award.suppliers ?? []);
  const ids = new Set(suppliers.map(({ id }) => id));
  const numbers = (release.parties ?? []).flatMap((party) =>
    party.id && ids.has(party.id) ? (companyNumberOf(party) ?? []) : [],
  );
  const inIds = suppliers.flatMap(({ id }) => (id ? (numberInId(id) ?? []) : []));
  return [...new Set([...numbers, ...inIds])].filter((number) => number !== unreadable);
}

type Party = NonNullable<OcdsRelease['parties']>[number];

/** GB-COH is Companies House: https://org-id.guide/list/GB-COH */
function companyNumberOf(party: Party): string | null {
  for (const given of [party.identifier, ...(party.additionalIdentifiers ?? [])]) {
    if (given?.scheme === 'GB-COH' && given.id)
      return ukCompanyNumber(String(given.id)) ?? unreadable;
  }
  return null;
}

function numberInId(id: string): string | null {
  const found = /^GB-COH-(.+)$/.exec(id)?.[1];
  return found ? (ukCompanyNumber(found) ?? unreadable) : null;
}

const isLegalName = ({ legalNames }: SupplierIdentity, name: string | null | undefined) =>
  typeof name === 'string' && legalNames.some((legal) => nameSimilarity(legal, name) >= 0.97);

function dayOf(instant: string | null | undefined): string | null {
  const day = instant?.slice(0, 10) ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null;
}

const currencyOf = (code: string | null | undefined) =>
  code && /^[A-Z]{3}$/.test(code) ? code : null;
