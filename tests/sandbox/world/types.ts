/** The fictional world as plain facts. Stand-ins turn them into each source's own format. */
import type { Count } from '../../../shared/company/change.ts';
import type { HubSpotSeed } from '../hubspot/seed.ts';
import type { DnsZone } from '../public-sources/dns-server.ts';
import type { SalesforceSeed } from '../salesforce/seed.ts';

export interface World {
  /** The moment every date of the world is counted from. */
  readonly now: Date;
  readonly companies: readonly WorldCompany[];
  readonly hubspot: Required<HubSpotSeed>;
  readonly salesforce: SalesforceSeed;
}

export interface WorldCompany {
  /** How the world's own code and tests call it. */
  readonly key: string;
  readonly tradingName: string;
  /** What it is in the world for, in half a sentence. */
  readonly story: string;
  readonly register: RegisterEntry | null;
  readonly site: Site | null;
  readonly board: JobBoard | null;
  /** What was counted of it before, as if somebody had looked then. */
  readonly earlier?: readonly Count[];
  /** What the press wrote: about this company or others of its name. */
  readonly press?: readonly PressArticle[];
  /** Records of its domains, by name. */
  readonly dns?: Readonly<Record<string, DnsZone>>;
  /** Its entry in the register of legal entities. */
  readonly legalEntity?: LegalEntity;
  /** Public contracts it was awarded. */
  readonly awards?: readonly PublicContract[];
  /** Larger ones, which another service publishes. */
  readonly tenders?: readonly PublicContract[];
  /** What it filed at the SEC. */
  readonly sec?: SecFiler;
}

export interface LegalEntity {
  /** Twenty characters; the last two are no valid check digits, so that none is a real company's. */
  readonly lei: string;
  readonly name: string;
  readonly country: string;
  readonly city: string;
  readonly registeredAs: string | null;
  readonly directParent?: LegalEntity;
  readonly ultimateParent?: LegalEntity;
}

export interface PublicContract {
  readonly buyer: string;
  readonly title: string;
  readonly amount: number | null;
  readonly awardedOn: string;
  /** Names as the buyer wrote them, the company's among them. */
  readonly suppliers: readonly { readonly name: string; readonly companyNumber?: string }[];
  /** Meant to be awarded: others may still object. */
  readonly isPending?: boolean;
}

export interface SecFiler {
  readonly cik: number;
  readonly name: string;
  readonly listed: boolean;
  readonly city: string;
  readonly state: string;
  readonly industry: string;
  readonly filings: readonly {
    readonly form: string;
    readonly filedOn: string;
    readonly items?: string;
  }[];
  /** Annual figures in dollars, by tag. */
  readonly figures: Readonly<
    Record<string, readonly { readonly end: string; readonly value: number }[]>
  >;
}

/** Figures of filed accounts: this year and the last. */
export type FiledFigures = Readonly<
  Partial<
    Record<
      | 'netAssets'
      | 'cash'
      | 'currentAssets'
      | 'creditorsWithinOneYear'
      | 'turnover'
      | 'profit'
      | 'employees',
      readonly [current: number, previous: number]
    >
  >
>;

export interface PressArticle {
  readonly title: string;
  /** Words of the article that are not in the title. */
  readonly body: string;
  /** Instant at which it was seen. */
  readonly seenAt: string;
  readonly domain: string;
}

export interface RegisterEntry {
  /** Eight characters; numbers far beyond those given out so far, so that none is a real company's. */
  readonly number: string;
  readonly name: string;
  readonly status: 'active' | 'dissolved' | 'liquidation' | 'administration';
  readonly statusDetail?: 'active-proposal-to-strike-off';
  readonly type: 'ltd' | 'plc' | 'llp';
  readonly jurisdiction: 'england-wales' | 'scotland' | 'northern-ireland';
  readonly incorporatedOn: string;
  readonly dissolvedOn?: string;
  readonly office: PostalAddress;
  /** Partnerships have none. */
  readonly sicCodes?: readonly string[];
  readonly previousNames?: readonly PreviousName[];
  readonly accounts?: AccountsState;
  readonly confirmationStatement?: ConfirmationState;
  readonly charges?: readonly RegisteredCharge[];
  readonly insolvency?: readonly InsolvencyCase[];
  readonly officers: readonly RegisterOfficer[];
  /** In any order; the register shows the newest first. */
  readonly filings: readonly RegisterFiling[];
}

export interface PostalAddress {
  readonly premises: string;
  readonly street: string;
  readonly locality: string;
  readonly region?: string;
  readonly postcode: string;
  readonly country: string;
}

interface PreviousName {
  readonly name: string;
  readonly from: string;
  readonly until: string;
}

export type AccountsType =
  | 'null'
  | 'micro-entity'
  | 'total-exemption-full'
  | 'unaudited-abridged'
  | 'small'
  | 'medium'
  | 'full'
  | 'group'
  | 'dormant';

export interface AccountsState {
  readonly last: {
    readonly type: AccountsType;
    readonly from?: string;
    readonly madeUpTo?: string;
  };
  readonly next: { readonly from: string; readonly madeUpTo: string; readonly dueOn: string };
  readonly overdue: boolean;
}

export interface ConfirmationState {
  readonly lastMadeUpTo?: string;
  readonly nextMadeUpTo: string;
  readonly nextDueOn: string;
  readonly overdue: boolean;
}

export interface RegisteredCharge {
  readonly createdOn: string;
  readonly deliveredOn: string;
  readonly status: 'outstanding' | 'fully-satisfied';
  readonly satisfiedOn?: string;
  readonly personEntitled: string;
}

export interface InsolvencyCase {
  readonly type: 'creditors-voluntary-liquidation' | 'compulsory-liquidation' | 'in-administration';
  readonly dates: readonly { readonly type: string; readonly date: string }[];
  readonly practitioners: readonly {
    readonly name: string;
    readonly appointedOn: string;
    readonly address: PostalAddress;
  }[];
}

interface RegisterOfficer {
  /** As the register writes it: `SURNAME, Forename`. */
  readonly name: string;
  readonly role: 'director' | 'secretary' | 'llp-designated-member';
  readonly appointedOn: string;
  readonly resignedOn?: string;
}

export interface RegisterFiling {
  readonly date: string;
  readonly category: string;
  readonly subcategory?: string;
  readonly type: string;
  /** A key of the register's own list of descriptions. */
  readonly description: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly actionDate?: string;
  readonly pages: number;
  readonly onPaper?: boolean;
  /** Figures that are tagged in the document; without them it is an image only. */
  readonly figures?: FiledFigures;
}

export type JobBoardSystem =
  | 'greenhouse'
  | 'lever'
  | 'lever-eu'
  | 'ashby'
  | 'smartrecruiters'
  | 'workable';

export interface JobBoard {
  readonly system: JobBoardSystem;
  /** Board token, site or job-board name: what stands in the board's address. */
  readonly token: string;
  readonly jobs: readonly Job[];
}

export interface Job {
  readonly title: string;
  readonly department: string;
  readonly team: string;
  readonly place: JobPlace;
  readonly otherPlaces?: readonly JobPlace[];
  readonly workplace: 'on-site' | 'hybrid' | 'remote';
  readonly commitment: 'full-time' | 'part-time' | 'contract';
  readonly publishedAt: string;
  readonly updatedAt: string;
  readonly salary?: {
    readonly minimum: number;
    readonly maximum: number;
    readonly currency: string;
  };
  /** Greenhouse: a post that invites applications without a job behind it. */
  readonly prospectPost?: boolean;
  /** Ashby: reachable by its link only. */
  readonly unlisted?: boolean;
}

export interface JobPlace {
  readonly locality: string;
  readonly countryCode: string;
  readonly countryName: string;
}

export type Vendor =
  | 'google-tag-manager'
  | 'hubspot'
  | 'segment'
  | 'stripe'
  | 'intercom'
  | 'salesforce'
  | 'shopify'
  | 'hotjar'
  | 'cloudflare-insights'
  | 'matomo';

export interface Site {
  /** Registrable domain; answers with and without `www.` unless `wwwOnly`. */
  readonly domain: string;
  /** The bare domain sends visitors to `www.`. */
  readonly wwwOnly?: boolean;
  readonly language: string;
  readonly tagline: string;
  readonly description: string;
  readonly about: readonly string[];
  /** Facts in JSON-LD; null for a site without structured data. */
  readonly organization: {
    readonly legalName?: string;
    readonly foundedOn?: string;
    readonly employees?: number;
    readonly vatId?: string;
    readonly address?: {
      readonly street: string;
      readonly locality: string;
      readonly postcode: string;
      readonly countryCode: string;
    };
  } | null;
  /** The line in the footer that names company and number, word for word. */
  readonly footer: string | null;
  readonly vendors: readonly Vendor[];
  /** Where the job board is linked from; null when nothing links to one. */
  readonly boardLink: 'careers-page' | 'home-page' | 'embed' | null;
  readonly careersPage: boolean;
  readonly pricingPage?: boolean;
  readonly news?: readonly {
    readonly date: string;
    readonly title: string;
    readonly text: string;
  }[];
  /** Text that no visitor sees, and comments: nothing of it may become evidence. */
  readonly hiddenText?: readonly string[];
  /** Text, visible and hidden, that tries to give orders to a reading machine. */
  readonly injection?: readonly string[];
  /** Only paragraphs and a heading: no meta tags, no structured data, no navigation. */
  readonly bare?: boolean;
  readonly robots?: 'open' | 'closed' | 'missing';
  /** Every page answers with this status. robots.txt still answers as it should. */
  readonly failsWith?: number;
  /** Every page takes this much longer, in milliseconds. */
  readonly delayMs?: number;
  /** Every page sends visitors to this absolute address; a path is kept when it ends in `/`. */
  readonly redirectsTo?: string;
  /** Other domains of the company that send visitors to this one. */
  readonly formerDomains?: readonly string[];
}
