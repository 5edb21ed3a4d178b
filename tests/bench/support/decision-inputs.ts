/** Records as the pipeline hands them to the core, each different; the same ones on every run. */

import type { CrmRecord } from '../../../server/crm/connector.ts';
import { registerEvidence } from '../../../server/research/providers/companies-house/evidence.ts';
import { crmEvidence } from '../../../server/research/providers/crm-engagement.ts';
import { openJobsEvidence } from '../../../server/research/providers/job-boards/evidence.ts';
import { siteEvidence } from '../../../server/research/providers/website/evidence.ts';
import type { DecisionInput } from '../../../shared/decision/decision.ts';
import { evidence as evidenceSchema } from '../../../shared/evidence/evidence.ts';
import { tenantSettings } from '../../../shared/tenant/settings.ts';
import { worldSettings } from '../../sandbox/world/world.ts';

const now = '2026-11-21T12:00:00.000Z';
const settings = tenantSettings.parse(worldSettings);

/** @throws when a record is not what the pipeline could have given */
export function decisionInputs(count: number): DecisionInput[] {
  const chance = seededChance(20_261_121);
  return Array.from({ length: count }, (_, index) => inputOf(index, new Dice(chance)));
}

function inputOf(index: number, dice: Dice): DecisionInput {
  const name = `${dice.of(['Alder', 'Bracken', 'Cinder', 'Dapple', 'Ember'])} ${index} Ltd`;
  const domain = `company-${index}.example`;
  const record = recordOf(index, name, domain, dice);
  const evidence = [
    ...crmEvidence(record, 'hubspot', now, settings),
    ...(dice.happens(0.6) ? registerFacts(index, name, dice) : []),
    ...(dice.happens(0.7) ? siteFacts(name, domain, dice) : []),
    ...(dice.happens(0.5) ? [jobFacts(index, dice)] : []),
  ];
  evidenceSchema.array().parse(evidence);
  return {
    now,
    settings,
    record: {
      ...record.ref,
      name: record.name,
      jobTitle: dice.of([null, 'Managing Director', 'Finance Manager', 'Head of Operations']),
      ownerId: dice.of([null, null, '71003']),
      crmStage: dice.of([null, 'lead', 'contacted']),
      previousStage: dice.of([null, 'prospect', 'lead']),
      isCustomer: dice.happens(0.05),
      openDeals: dice.of([0, 0, 0, 1]),
      optedOut: false,
    },
    match: {
      status: 'matched',
      company: {
        domain,
        name,
        registration: null,
        locality: null,
        confidence: 0.93,
        reasons: [`${domain} names itself “${name}”, as the record does.`],
      },
    },
    evidence,
  };
}

function recordOf(index: number, name: string, domain: string, dice: Dice): CrmRecord {
  const observed = dice.happens(0.8);
  const sometimes = (probability: number, days: number) =>
    observed && dice.happens(probability) ? dice.instant(days) : null;
  return {
    ref: { object: 'contact', id: String(index + 1) },
    name: `Contact ${index}`,
    url: null,
    updatedAt: dice.instant(60),
    values: {},
    person: null,
    company: {
      id: String(index + 1),
      name,
      domain,
      country: dice.of([null, 'United Kingdom', 'Norway']),
      city: null,
      postcode: null,
      industry: dice.of([null, null, 'COMPUTER_SOFTWARE', 'FOOD_PRODUCTION']),
      employees: dice.of([null, null, dice.whole(1, 900)]),
      annualRevenue: null,
      registrationNumber: null,
    },
    ownerId: null,
    stage: null,
    isCustomer: false,
    deals: [],
    engagement: {
      lastReplyAt: sometimes(0.25, 90),
      lastMeetingAt: sometimes(0.2, 90),
      formSubmissions: dice.of([0, 1, 3]),
      lastFormAt: sometimes(0.2, 200),
      lastFormName: dice.of([null, 'Pricing guide']),
      lastClickAt: sometimes(0.2, 120),
      pageViews: dice.whole(0, 40),
      lastVisitAt: sometimes(0.4, 60),
      lastPagePath: dice.of([null, '/pricing', '/blog/forecasting']),
      lastContactedAt: sometimes(0.5, 60),
      observed,
      observedSince: observed ? dice.instant(300) : null,
    },
  };
}

function registerFacts(index: number, name: string, dice: Dice) {
  const overdue = dice.happens(0.1);
  const filing = (category: string, type: string, description: string) => ({
    transaction_id: `${index}-${description}`,
    category,
    type,
    description,
    date: dice.instant(500).slice(0, 10),
  });
  return registerEvidence({
    retrievedAt: now,
    profile: {
      company_name: name.toUpperCase(),
      company_number: String(10_000_000 + index),
      company_status: dice.of(['active', 'active', 'active', 'active', 'liquidation', 'dissolved']),
      type: 'ltd',
      date_of_creation: dice.instant(9_000).slice(0, 10),
      sic_codes: [dice.of(['62012', '71122', '10710', '69201'])],
      registered_office_address: { locality: 'Leeds', postal_code: 'LS1 9ZZ' },
      accounts: {
        next_accounts: { due_on: overdue ? '2026-09-30' : '2027-09-30', overdue },
        last_accounts: {
          made_up_to: '2025-12-31',
          type: dice.of(['micro-entity', 'small', 'medium', 'full', 'dormant']),
        },
      },
      confirmation_statement: { next_due: '2027-04-19', overdue: false },
      has_charges: dice.happens(0.3),
      has_insolvency_history: dice.happens(0.05),
    },
    filings: [
      filing('confirmation-statement', 'CS01', 'confirmation-statement-with-no-updates'),
      ...(dice.happens(0.3) ? [filing('capital', 'SH01', 'capital-allotment-shares')] : []),
      ...(dice.happens(0.3) ? [filing('officers', 'AP01', 'appoint-person-director-company')] : []),
    ],
  });
}

function siteFacts(name: string, domain: string, dice: Dice) {
  const technologies = [
    { name: 'HubSpot', category: 'CRM' },
    { name: 'Stripe', category: 'Payments' },
    { name: 'Intercom', category: 'Support' },
  ];
  const employees = dice.whole(5, 400);
  return siteEvidence({
    domain,
    redirectedTo: null,
    url: `https://${domain}/`,
    retrievedAt: now,
    page: {
      names: [name],
      description: `${name} makes things that ${dice.whole(2, 90)} customers need.`,
      organization: dice.happens(0.6)
        ? {
            name,
            legalName: name,
            description: null,
            foundedOn: dice.of([null, '2012']),
            industry: dice.of([null, 'Software']),
            employees: dice.happens(0.5) ? { minimum: employees, maximum: employees } : null,
            country: 'GB',
            region: null,
            locality: 'Leeds',
            postcode: null,
          }
        : null,
      registrationNumbers: [],
      technologies: technologies.slice(0, dice.whole(0, 2)),
      careersUrl: null,
      boards: [],
      feeds: [],
      newsUrl: null,
    },
  });
}

function jobFacts(index: number, dice: Dice) {
  const titles = [
    'Data Engineer',
    'Head of Sales',
    'Account Executive',
    'Support Analyst',
  ] as const;
  return openJobsEvidence({
    board: { system: dice.of(['greenhouse', 'lever', 'ashby']), token: `company${index}` },
    retrievedAt: now,
    jobs: Array.from({ length: dice.whole(0, 20) }, (_, post) => ({
      key: `${index}-${post}`,
      title: dice.of(titles),
      department: dice.of(['Engineering', 'Sales', 'Support']),
      country: dice.of(['GB', 'NL']),
      publishedAt: dice.instant(90),
    })),
  });
}

class Dice {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  happens(probability: number): boolean {
    return this.#random() < probability;
  }

  whole(low: number, high: number): number {
    return low + Math.floor(this.#random() * (high - low + 1));
  }

  of<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.whole(0, choices.length - 1)] ?? choices[0];
  }

  /** At most so many days before `now`. */
  instant(days: number): string {
    return new Date(Date.parse(now) - this.#random() * days * 86_400_000).toISOString();
  }
}

/** Linear congruential: the same numbers for the same seed, which is all that is asked of it. */
function seededChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
