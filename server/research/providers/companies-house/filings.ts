/** Which filings are worth showing, and what they mean in words. */
import type { FilingItem } from './schema.ts';

export interface Filing {
  readonly id: string;
  readonly category: string;
  /** The form, such as SH01. */
  readonly form: string;
  /** The register's key of the description; holds no names. */
  readonly description: string;
  readonly filedOn: string;
}

const most = 15;
const months = 18;

/** Most telling first; a category that is not here comes last. */
const telling = [
  'insolvency',
  'liquidation',
  'dissolution',
  'gazette',
  'capital',
  'mortgage',
  'change-of-name',
  'officers',
  'address',
  'restoration',
  'incorporation',
  'accounts',
  'persons-with-significant-control',
  'resolution',
  'confirmation-statement',
];

/** At most 15 filings of the last 18 months, the most telling ones, newest first. */
export function relevantFilings(items: readonly FilingItem[], now: Date): Filing[] {
  const since = new Date(now);
  since.setUTCMonth(since.getUTCMonth() - months);
  const from = since.toISOString().slice(0, 10);
  return items
    .flatMap((item) => toFiling(item) ?? [])
    .filter((filing) => filing.filedOn >= from)
    .sort((a, b) => rank(a) - rank(b) || b.filedOn.localeCompare(a.filedOn))
    .slice(0, most)
    .sort((a, b) => b.filedOn.localeCompare(a.filedOn) || a.id.localeCompare(b.id));
}

function rank(filing: Filing): number {
  const index = telling.indexOf(filing.category);
  return index < 0 ? telling.length : index;
}

/** Keys are lower-case words; anything else could be free text with a person's name in it. */
const key = /^[a-z0-9][a-z0-9-]{1,120}$/;

function toFiling(item: FilingItem): Filing | null {
  if (!item.date || !item.transaction_id) return null;
  const category = item.category && key.test(item.category) ? item.category : 'miscellaneous';
  const described = item.description && key.test(item.description);
  return {
    id: item.transaction_id.slice(0, 60),
    category,
    form: /^[\w() -]{1,20}$/.test(item.type ?? '') ? (item.type ?? '') : '',
    description: described ? (item.description ?? category) : category,
    filedOn: item.date,
  };
}

/** Beginnings of description keys, the longer before the shorter. */
const meanings: readonly (readonly [prefix: string, meaning: string])[] = [
  ['capital-allotment-shares', 'Shares were allotted'],
  ['capital-return-purchase-own-shares', 'The company bought back shares'],
  ['capital-cancellation-shares', 'Shares were cancelled'],
  ['capital-statement-capital-company', 'The capital was reduced or restated'],
  ['capital-alter-shares', 'Shares were subdivided or consolidated'],
  ['capital-name-of-class-of-shares', 'Share classes were changed'],
  ['capital', 'The share capital changed'],
  ['appoint-person-director', 'A director was appointed'],
  ['appoint-corporate-director', 'A corporate director was appointed'],
  ['appoint-person-secretary', 'A secretary was appointed'],
  ['appoint-corporate-secretary', 'A corporate secretary was appointed'],
  ['appoint-person-member', 'A member was appointed'],
  ['appoint-corporate-member', 'A corporate member was appointed'],
  ['termination-director', 'A director left'],
  ['termination-secretary', 'A secretary left'],
  ['termination-member', 'A member left'],
  ['change-person-director', 'A director’s details changed'],
  ['mortgage-create', 'A charge over assets was registered'],
  ['mortgage-satisfy', 'A charge was satisfied'],
  ['mortgage-release', 'Assets were released from a charge'],
  ['accounts-with', 'Accounts were filed'],
  ['change-account-reference-date', 'The accounting date was changed'],
  ['confirmation-statement', 'The confirmation statement was filed'],
  ['certificate-change-of-name', 'The company changed its name'],
  ['change-of-name', 'The company gave notice of a name change'],
  ['change-registered-office-address', 'The registered office moved'],
  ['incorporation-company', 'The company was incorporated'],
  ['gazette-notice-voluntary', 'Notice of voluntary strike-off was published'],
  ['gazette-notice-compulsory', 'Notice of compulsory strike-off was published'],
  ['gazette-filings-brought-up-to-date', 'A compulsory strike-off was discontinued'],
  ['gazette-dissolved', 'Dissolution was published'],
  ['dissolution-application-strike-off', 'The company applied to be struck off'],
  ['dissolution-withdrawal-application', 'The application to be struck off was withdrawn'],
  ['dissolved-compulsory-strike-off-suspended', 'A compulsory strike-off was suspended'],
  ['liquidation-in-administration', 'A document of its administration was filed'],
  ['liquidation-voluntary-arrangement', 'A document of a voluntary arrangement was filed'],
  ['liquidation-receiver', 'A document of its receivership was filed'],
  ['liquidation', 'A document of its liquidation was filed'],
  ['notification-of-a-person-with-significant-control', 'A controlling party was notified'],
  ['cessation-of-a-person-with-significant-control', 'A controlling party ceased to control'],
  ['resolution', 'A resolution was filed'],
];

/** A plain clause without a full stop, never with a name in it. */
export function filingMeaning(filing: Filing): string {
  const known = meanings.find(([prefix]) => filing.description.startsWith(prefix));
  if (known) return known[1];
  return `A document was filed under “${filing.category.replaceAll('-', ' ')}”`;
}
