/** One record, two CRMs: what both can know of it leads to the same decision. */
import { describe, expect, it } from 'vitest';
import type { Enrichment } from '../../../shared/contract/v1.ts';
import { salesforceId } from '../../sandbox/world/world.ts';
import { databases } from '../../support/databases.ts';
import { sharedDatabase } from '../../support/house.ts';
import { openSalesforceHouse } from '../../support/salesforce-house.ts';

/** Without what one CRM calls differently: ids, links, and which field a fact of the CRM came from. */
function decided({ score, signals, nextActions, stage, veto, match, summary }: Enrichment) {
  return {
    score: {
      ...score,
      contributions: withoutEvidence(score.contributions),
      strongestPositives: withoutEvidence(score.strongestPositives),
      strongestNegatives: withoutEvidence(score.strongestNegatives),
    },
    signals: withoutEvidence(signals),
    nextActions: nextActions.map((action) => ({ ...action, evidenceIds: [] })),
    stage,
    veto: veto?.reason,
    match: match.status === 'matched' ? { ...match, evidenceIds: [] } : match.status,
    summary: summary.sentences.map(({ text }) => text),
  };
}

function withoutEvidence<
  T extends { readonly evidenceIds: readonly string[]; readonly date: string },
>(items: readonly T[]) {
  // What was read just now is dated by the moment: the two were not read in the same one.
  return items.map((item) => ({
    ...item,
    evidenceIds: [],
    sources: [],
    date: item.date.slice(0, 10),
  }));
}

describe.each(databases.slice(0, 1))('the same record in HubSpot and in Salesforce', (kind) => {
  const shared = sharedDatabase(kind);

  // Nobody ever wrote to these or watched them, so neither CRM knows more than the other.
  it.each([
    ['contact', '1003'],
    ['contact', '1005'],
    ['contact', '1007'],
    ['contact', '1013'],
    ['contact', '1015'],
    ['contact', '1016'],
    ['contact', '1020'],
    ['company', '2003'],
    ['company', '2005'],
    ['company', '2016'],
  ] as const)('%s %s has the same score, signals and actions', async (object, number) => {
    const { house, enrich } = await openSalesforceHouse(shared);
    const hubspot = await house.enrich({ object, recordId: number });
    const salesforce = await enrich({ object, recordId: salesforceId(object, number) });
    expect(decided(salesforce)).toEqual(decided(hubspot));
  });
});
