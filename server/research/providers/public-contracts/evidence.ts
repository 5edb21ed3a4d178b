import { publicSources } from '../../../../shared/evidence/attribution.ts';
import type { Evidence } from '../../../../shared/evidence/evidence.ts';
import { plainText } from '../../../../shared/narrative/plain-text.ts';
import { longDate } from '../../../../shared/text/dates.ts';
import type { SettledCompany } from '../../supplement.ts';
import { grouped } from '../financials-text.ts';
import type { Award, SupplierIdentity } from './ocds.ts';

export type ContractSource = 'contracts-finder' | 'find-a-tender';

/** Older awards are history: the contract has long begun. */
export const awardMonths = 24;
/** The newest are told. */
const most = 5;

/** Null for a company that is on no UK register: a name alone would give other firms' contracts. */
export function supplierOf({ register }: SettledCompany): SupplierIdentity | null {
  if (!register) return null;
  const { company_number: number, company_name: name } = register.profile.value;
  const former = (register.profile.value.previous_company_names ?? []).map((item) => item.name);
  return { number, legalNames: [name, ...former] };
}

export interface SourcedAward extends Award {
  /** The notice as a person reads it. */
  readonly url: string;
  readonly retrievedAt: string;
}

/** The newest awards, each once. */
export function awardEvidence(
  source: ContractSource,
  awards: readonly SourcedAward[],
  now: Date,
): Evidence[] {
  const since = new Date(now);
  since.setUTCMonth(since.getUTCMonth() - awardMonths);
  const from = since.toISOString().slice(0, 10);
  const today = now.toISOString().slice(0, 10);
  const byKey = new Map(awards.map((award) => [award.key, award]));
  return (
    [...byKey.values()]
      // A buyer who mistypes a year may date an award into the future.
      .filter(({ awardedOn }) => awardedOn >= from && awardedOn <= today)
      .sort((a, b) => b.awardedOn.localeCompare(a.awardedOn) || a.key.localeCompare(b.key))
      .slice(0, most)
      .map((award) => {
        const title = plainText(award.title, 120);
        const buyer = plainText(award.buyer, 100);
        const worth =
          award.amount === null
            ? ''
            : `, worth ${award.currency ? `${award.currency} ` : ''}${grouped(award.amount)}`;
        const shared = award.suppliers > 1 ? `, one of ${award.suppliers} suppliers` : '';
        return {
          id: `${source}:contract-award:${award.key}`.slice(0, 200),
          kind: 'contract-award' as const,
          value: {
            title,
            buyer,
            amount: award.amount,
            currency: award.currency,
            awardedOn: award.awardedOn,
            suppliers: award.suppliers,
          },
          source: {
            type: 'public' as const,
            provider: source,
            label: publicSources[source].label,
            url: award.url,
          },
          observedAt: `${award.awardedOn}T00:00:00.000Z`,
          retrievedAt: award.retrievedAt,
          text: plainText(
            `${buyer} awarded it a contract on ${longDate(award.awardedOn)}${worth}${shared}.`,
            300,
          ),
        };
      })
  );
}
