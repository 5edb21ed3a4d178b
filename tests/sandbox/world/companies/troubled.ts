/** Companies whose register entry says: be careful, or do not call at all. */
import type { Calendar } from '../calendar.ts';
import { job, places } from '../jobs.ts';
import {
  accounts,
  accountsFiled,
  confirmation,
  confirmationFiled,
  directorLeft,
  incorporated,
  liquidatorAppointed,
  officeMoved,
  statementOfAffairs,
  strikeOffProposed,
  struckOff,
} from '../register.ts';
import type { WorldCompany } from '../types.ts';

export function gallowglass(cal: Calendar): WorldCompany {
  const woundUpOn = cal.day(58);
  return {
    key: 'gallowglass',
    tradingName: 'Gallowglass Interiors',
    story: 'is in liquidation',
    register: {
      number: '99410006',
      name: 'GALLOWGLASS INTERIORS LIMITED',
      status: 'liquidation',
      type: 'ltd',
      jurisdiction: 'england-wales',
      incorporatedOn: '2011-02-14',
      office: {
        premises: 'C/O Invented Recovery LLP, 9',
        street: 'Phantom Square',
        locality: 'Birmingham',
        region: 'West Midlands',
        postcode: 'B1 9ZZ',
        country: 'England',
      },
      sicCodes: ['43390'],
      accounts: accounts(cal, 'total-exemption-full', 23),
      confirmationStatement: confirmation(cal, 330),
      insolvency: [
        {
          type: 'creditors-voluntary-liquidation',
          dates: [{ type: 'wound-up-on', date: woundUpOn }],
          practitioners: [
            {
              name: 'Nonesuch Practitioner-One',
              appointedOn: woundUpOn,
              address: {
                premises: '9',
                street: 'Phantom Square',
                locality: 'Birmingham',
                postcode: 'B1 9ZZ',
                country: 'England',
              },
            },
          ],
        },
      ],
      officers: [{ name: 'PEVERELL, Magnus', role: 'director', appointedOn: '2011-02-14' }],
      filings: [
        statementOfAffairs(cal.day(49)),
        liquidatorAppointed(cal.day(51)),
        officeMoved(
          cal.day(53),
          '40 Fictitious Street Birmingham B2 9ZZ',
          'C/O Invented Recovery LLP 9 Phantom Square Birmingham B1 9ZZ',
        ),
        confirmationFiled(cal.day(322), cal.day(330)),
        accountsFiled(cal.day(430), 'total-exemption-full', cal.monthEnd(23)),
        incorporated('2011-02-14'),
      ],
    },
    site: {
      domain: 'gallowglass.example',
      language: 'en-GB',
      tagline: 'Shopfitting with character',
      description: 'Gallowglass Interiors fits out shops and restaurants.',
      about: ['Shopfitters in the Midlands since 2011.'],
      organization: { legalName: 'Gallowglass Interiors Limited' },
      footer:
        'Gallowglass Interiors Limited | Registered in England | Company Registration No 99410006',
      vendors: ['google-tag-manager'],
      boardLink: null,
      careersPage: false,
    },
    board: null,
  };
}

export function peatmoss(cal: Calendar): WorldCompany {
  return {
    key: 'peatmoss',
    tradingName: 'Peatmoss Digital',
    story: 'is about to be struck off',
    register: {
      number: 'SC994107',
      name: 'PEATMOSS DIGITAL LTD',
      status: 'active',
      statusDetail: 'active-proposal-to-strike-off',
      type: 'ltd',
      jurisdiction: 'scotland',
      incorporatedOn: '2019-10-08',
      office: {
        premises: 'Flat 2/1, 8',
        street: 'Unlikely Wynd',
        locality: 'Glasgow',
        postcode: 'G1 9ZZ',
        country: 'Scotland',
      },
      sicCodes: ['62090'],
      accounts: accounts(cal, 'micro-entity', 26),
      confirmationStatement: confirmation(cal, 460),
      officers: [{ name: 'MACALISTER-ROOK, Una', role: 'director', appointedOn: '2019-10-08' }],
      filings: [
        strikeOffProposed(cal.day(24)),
        confirmationFiled(cal.day(452), cal.day(460)),
        accountsFiled(cal.day(600), 'micro-entity', cal.monthEnd(26)),
        incorporated('2019-10-08'),
      ],
    },
    site: {
      domain: 'peatmoss.example',
      language: 'en-GB',
      tagline: 'Websites for whisky',
      description: 'Peatmoss Digital makes websites for distilleries.',
      about: ['A small studio.'],
      organization: null,
      footer: 'Peatmoss Digital Ltd, Registered in Scotland SC994107',
      vendors: [],
      boardLink: null,
      careersPage: false,
    },
    board: null,
  };
}

export function larkspur(cal: Calendar): WorldCompany {
  return {
    key: 'larkspur',
    tradingName: 'Larkspur Logistics',
    story: 'trades on but is late with its accounts',
    register: {
      number: '99410008',
      name: 'LARKSPUR LOGISTICS LIMITED',
      status: 'active',
      type: 'ltd',
      jurisdiction: 'england-wales',
      incorporatedOn: '2006-08-21',
      office: {
        premises: 'Dock Gate 0',
        street: 'Nonexistent Way',
        locality: 'Felixstowe',
        region: 'Suffolk',
        postcode: 'IP11 9ZZ',
        country: 'England',
      },
      sicCodes: ['49410', '52103'],
      accounts: accounts(cal, 'small', 24),
      confirmationStatement: confirmation(cal, 395),
      officers: [{ name: 'HOLLOWAY, Fitzgerald', role: 'director', appointedOn: '2006-08-21' }],
      filings: [
        directorLeft(cal.day(34), 'Mrs Ottoline Holloway', cal.day(40)),
        confirmationFiled(cal.day(388), cal.day(395)),
        accountsFiled(cal.day(470), 'small', cal.monthEnd(24)),
        incorporated('2006-08-21'),
      ],
    },
    site: {
      domain: 'larkspur-logistics.example',
      language: 'en-GB',
      tagline: 'Containers from quay to door',
      description: 'Larkspur Logistics moves containers between Felixstowe and the Midlands.',
      about: ['96 lorries, one yard.'],
      organization: { legalName: 'Larkspur Logistics Limited', employees: 130 },
      footer:
        'Registered in England and Wales. Company number: 99410008. Larkspur Logistics Limited.',
      vendors: ['google-tag-manager'],
      boardLink: 'careers-page',
      careersPage: true,
    },
    board: {
      system: 'smartrecruiters',
      token: 'LarkspurLogistics',
      jobs: [
        job(cal, 'Class 1 Driver', 'Transport', places.leeds, 12),
        job(cal, 'Transport Planner', 'Transport', places.leeds, 70),
      ],
    },
  };
}

/** Active, in York. Shares its name with a dissolved company in Truro. */
export function starlingRookYork(cal: Calendar): WorldCompany {
  return {
    key: 'starling-rook-york',
    tradingName: 'Starling & Rook',
    story: 'shares its name with a dissolved company in another town',
    register: {
      number: '99410009',
      name: 'STARLING & ROOK LIMITED',
      status: 'active',
      type: 'ltd',
      jurisdiction: 'england-wales',
      incorporatedOn: '2018-05-16',
      office: {
        premises: '5',
        street: 'Legend Street',
        locality: 'York',
        region: 'North Yorkshire',
        postcode: 'YO1 9ZZ',
        country: 'England',
      },
      sicCodes: ['70229'],
      accounts: accounts(cal, 'micro-entity', 10),
      confirmationStatement: confirmation(cal, 180),
      officers: [{ name: 'STARLING, Hyacinth', role: 'director', appointedOn: '2018-05-16' }],
      filings: [
        confirmationFiled(cal.day(175), cal.day(180)),
        accountsFiled(cal.day(100), 'micro-entity', cal.monthEnd(10)),
        incorporated('2018-05-16'),
      ],
    },
    site: {
      domain: 'starlingrook.example',
      language: 'en-GB',
      tagline: 'Advice for museums',
      description: 'Starling & Rook advises small museums on money & people.',
      about: ['Two partners in York.'],
      organization: { legalName: 'Starling & Rook Limited' },
      footer: 'Starling & Rook Limited. Registered in England No 99410009.',
      vendors: [],
      boardLink: null,
      careersPage: false,
    },
    board: null,
  };
}

export function starlingRookTruro(cal: Calendar): WorldCompany {
  const dissolvedOn = cal.day(700);
  return {
    key: 'starling-rook-truro',
    tradingName: 'Starling & Rook (Truro)',
    story: 'is dissolved and shares its name with a company in York',
    register: {
      number: '99410010',
      name: 'STARLING & ROOK LTD',
      status: 'dissolved',
      type: 'ltd',
      jurisdiction: 'england-wales',
      incorporatedOn: '2013-01-09',
      dissolvedOn,
      office: {
        premises: '88',
        street: 'Mythical Hill',
        locality: 'Truro',
        region: 'Cornwall',
        postcode: 'TR1 9ZZ',
        country: 'England',
      },
      sicCodes: ['70229'],
      officers: [{ name: 'ROOKE, Peregrine', role: 'director', appointedOn: '2013-01-09' }],
      filings: [
        struckOff(dissolvedOn),
        strikeOffProposed(cal.day(790)),
        incorporated('2013-01-09'),
      ],
    },
    site: null,
    board: null,
  };
}

/** A second live company of nearly that name, in a third town. */
export function starlingRookHoldings(cal: Calendar): WorldCompany {
  return {
    key: 'starling-rook-holdings',
    tradingName: 'Starling & Rook Holdings',
    story: 'is not the parent of any Starling & Rook it sounds like',
    register: {
      number: '99410011',
      name: 'STARLING & ROOK HOLDINGS LIMITED',
      status: 'active',
      type: 'ltd',
      jurisdiction: 'england-wales',
      incorporatedOn: '2021-07-01',
      office: {
        premises: '19',
        street: 'Chimera Road',
        locality: 'Derby',
        region: 'Derbyshire',
        postcode: 'DE1 9ZZ',
        country: 'England',
      },
      sicCodes: ['70229'],
      accounts: accounts(cal, 'dormant', 9),
      confirmationStatement: confirmation(cal, 130),
      officers: [{ name: 'BLACKTHORN, Emeka', role: 'director', appointedOn: '2021-07-01' }],
      filings: [
        accountsFiled(cal.day(90), 'dormant', cal.monthEnd(9)),
        confirmationFiled(cal.day(121), cal.day(130)),
        incorporated('2021-07-01'),
      ],
    },
    site: null,
    board: null,
  };
}
