/** Leads whose chance of winning is known, because it was drawn with a known chance. */

/** Small, fast and good enough to draw leads from (mulberry32). */
export function randomness(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface KnownLeads {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** By row, the chance the outcome was drawn with. */
  readonly chance: Float64Array;
  readonly won: Uint8Array;
}

export type Truth =
  /** Straight lines in numbers and two categories: what logistic regression is made for. */
  | 'straight'
  /** A U, a threshold, a blank that speaks, and a category with many values. */
  | 'curved'
  /** Columns that have nothing to do with the outcome. */
  | 'noise'
  /** `straight` with one positive in fifty. */
  | 'rare';

export interface Wanted {
  readonly truth: Truth;
  readonly rows: number;
  readonly seed: number;
  /** Adds columns that know the outcome. */
  readonly leaks?: boolean;
  /** Leads of another kind: bigger companies from other sources, and the effects turned around. */
  readonly drifted?: boolean;
  /** A score by hand that uses the truth with noise; off where not given. */
  readonly template?: number;
}

const sources = ['Web', 'Referral', 'Event', 'Outbound', 'Partner'];
const sourceEffect: Readonly<Record<string, number>> = {
  Web: 0,
  Referral: 1.1,
  Event: 0.3,
  Outbound: -0.8,
  Partner: 0.6,
};
const countries = ['UK', 'DE', 'FR', 'NL', 'US', 'ES'];

const cityRandom = randomness(7);
/** The same in all files: what is drawn anew are the leads, not the world. */
const cityEffect = Array.from({ length: 120 }, () => (cityRandom() - 0.5) * 2.4);

/** The same wish gives the same leads. */
export function knownLeads(wanted: Wanted): KnownLeads {
  const random = randomness(wanted.seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const header = [
    'lead_id',
    'created',
    'employees',
    'visits',
    'engagement',
    'founded',
    'source',
    'country',
    'city',
    'phone',
    'discount',
    'noise_a',
    'noise_b',
    'noise_c',
    'noise_d',
    'constant',
    'notes',
    'outcome',
  ];
  if (wanted.leaks) header.push('close_reason', 'deal_amount', 'next_step_code', 'last_touch');
  if (wanted.template !== undefined) header.push('old_score');
  const rows: string[][] = [];
  const chance = new Float64Array(wanted.rows);
  const won = new Uint8Array(wanted.rows);
  const intercept = { straight: -0.9, curved: -1.2, noise: -0.6, rare: -5.2 }[wanted.truth];
  const turned = wanted.drifted ? -1 : 1;
  for (let row = 0; row < wanted.rows; row++) {
    const created = Date.UTC(2024, 0, 1) + Math.floor((row / wanted.rows) * 600) * 86_400_000;
    const size = normal() + (wanted.drifted ? 1.2 : 0);
    const visits = Math.floor(-Math.log(1 - random()) * 6);
    const engagement = normal();
    const age = 1 + random() * 30;
    const source = wanted.drifted && random() < 0.5 ? 'Marketplace' : pick(sources);
    const country = pick(countries);
    const city = Math.floor(random() * cityEffect.length);
    const discount = random() * 40;
    const hasPhone = random() < 0.6;
    let logit = intercept;
    if (wanted.truth === 'straight' || wanted.truth === 'rare') {
      logit += turned * (0.8 * size + 0.5 * engagement + 0.06 * visits - 0.03 * (age - 15));
      logit += sourceEffect[source] ?? 0;
    } else if (wanted.truth === 'curved') {
      logit += turned * (1.1 * (size * size - 1) + (visits >= 8 ? 1.2 : 0));
      logit += (hasPhone ? 0 : 1) + (cityEffect[city] ?? 0) + 0.04 * Math.abs(discount - 20);
    }
    const p = 1 / (1 + Math.exp(-logit));
    chance[row] = p;
    const isWon = random() < p;
    won[row] = isWon ? 1 : 0;
    const cells = [
      `L-${wanted.seed}-${row}`,
      new Date(created).toISOString().slice(0, 10),
      random() < 0.05 ? '' : Math.round(Math.exp(4 + size)).toLocaleString('en-US'),
      String(visits),
      engagement.toFixed(3),
      new Date(created - age * 365.25 * 86_400_000).toISOString().slice(0, 10),
      source,
      country,
      `City ${city}`,
      hasPhone ? `+44 20 ${Math.floor(random() * 1e8)}` : 'N/A',
      `${discount.toFixed(1)} %`,
      normal().toFixed(4),
      String(Math.floor(random() * 5)),
      pick(['red', 'green', 'blue']),
      random() < 0.3 ? '-' : (random() * 1000).toFixed(2),
      'EUR',
      `Met on call ${row}, "${Math.floor(random() * 1e9)}"`,
      isWon ? 'Won' : 'Lost',
    ];
    if (wanted.leaks) {
      const touched = created + (isWon ? 40 + random() * 20 : random() * 20) * 86_400_000;
      cells.push(
        isWon || random() < 0.3 ? '' : pick(['price', 'timing', 'competitor']),
        isWon ? (1000 + random() * 9000).toFixed(0) : '0',
        random() < 0.95 === isWon ? 'K7' : 'K2',
        new Date(touched).toISOString().slice(0, 10),
      );
    }
    if (wanted.template !== undefined) {
      const seen = logit + normal() * wanted.template;
      cells.push(String(Math.round(100 / (1 + Math.exp(-seen / 1.5)))));
    }
    rows.push(cells);
  }
  return { header, rows, chance, won };
}

/** As a file, quoted where it must be. */
export function asCsv({ header, rows }: Pick<KnownLeads, 'header' | 'rows'>): string {
  const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return `${[header, ...rows].map((row) => row.map(quoted).join(',')).join('\n')}\n`;
}
