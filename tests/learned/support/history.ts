/** A tenant's history: people who were scored, and what became of them. */
import type { Actor } from '../../../server/audit/actor.ts';
import { trainScore } from '../../../server/scoring/train.ts';
import { keepOutcomes, keepSnapshots } from '../../../server/store/score-snapshots.ts';
import type { ScoringChange, ScoringState } from '../../../shared/contract/scoring-model.ts';
import type { House } from '../../support/house.ts';

const admin: Actor = { kind: 'user', id: 'admin-1', source: 'api', ip: null };

export const hour = 3_600_000;

export interface Lead {
  readonly country: string;
  readonly pageViews: number;
}

/** From all over, some curious and some not; the same every time. */
export function leads(count: number): Lead[] {
  const countries = ['United Kingdom', 'France', 'Germany', 'Norway'];
  return Array.from({ length: count }, (_, at) => ({
    country: countries[at % countries.length] ?? '',
    pageViews: 1 + ((at * 7) % 40),
  }));
}

/** In the portal, with an address that says nothing of a company. @returns the contact's id */
export function addPerson({ hubspot }: House, { country, pageViews }: Lead, at: number): string {
  const { id } = hubspot.createContact({
    firstname: 'Person',
    lastname: `Number ${at}`,
    email: `person.${at}@gmail.com`,
    country,
    hs_analytics_num_page_views: String(pageViews),
    hs_analytics_first_timestamp: '2026-01-01T00:00:00.000Z',
    hs_analytics_last_timestamp: '2026-11-01T00:00:00.000Z',
  });
  return id;
}

/** A deal of the person that ended now. */
export function endDeal({ hubspot, clock }: House, contactId: string, won: boolean): void {
  const deal = hubspot.createDeal({
    dealname: 'Deal',
    pipeline: 'default',
    dealstage: won ? 'closedwon' : 'closedlost',
    closedate: clock.now().toISOString(),
  });
  hubspot.associate({ type: 'deals', id: deal.id }, { type: 'contacts', id: contactId });
}

export interface Ended {
  readonly values: Readonly<Record<string, number | string>>;
  readonly won: boolean;
}

/** Records that were scored and ended, one an hour, without a CRM that knows of them. */
export async function plantHistory(house: House, ended: readonly Ended[]): Promise<void> {
  const { database, tenant, clock, services } = house;
  const start = clock.now().getTime() - (ended.length + 1) * hour;
  const id = (at: number) => String(900_000_000 + at);
  const taken = ended.map(({ values }, at) => ({
    recordId: id(at),
    runId: services.scoringWork.runtime.newId(),
    snapshot: { version: 1 as const, at: new Date(start + at * hour).toISOString(), values },
  }));
  await database.withOrganization(tenant.organizationId, async (trx) => {
    await keepSnapshots(trx, tenant, 'contact', taken);
    const outcomes = ended.map(({ won }, at) => ({
      recordId: id(at),
      outcome: won ? ('won' as const) : ('lost' as const),
      since: new Date(start + at * hour + 1),
    }));
    await keepOutcomes(trx, tenant, 'contact', outcomes, clock.now());
  });
}

export function change(house: House, wanted: ScoringChange): Promise<ScoringState> {
  return house.services.scoring.change(house.tenant, admin, wanted);
}

/** Asks for a training and does the job. */
export async function train(house: House): Promise<ScoringState> {
  await change(house, { do: 'train' });
  await trainScore(house.services.scoringWork, house.tenant);
  return house.services.scoring.read(house.tenant);
}

/** Numbers between 0 and 1 that look random and are the same every time. */
export function randomness(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
