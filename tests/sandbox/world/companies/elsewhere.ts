/** Companies from abroad, and others whose data is thin without being bad. */
import type { Calendar } from '../calendar.ts';
import { job, places } from '../jobs.ts';
import {
  accounts,
  accountsFiled,
  confirmation,
  confirmationFiled,
  incorporated,
} from '../register.ts';
import type { WorldCompany } from '../types.ts';

/** Norwegian: no British register entry, a site in another alphabet's letters, Lever's European host. */
export function nordlys(cal: Calendar): WorldCompany {
  return {
    key: 'nordlys',
    tradingName: 'Nordlys Seilduk',
    story: 'is Norwegian: known from its website and job board only',
    register: null,
    site: {
      domain: 'nordlys-seilduk.example',
      language: 'nb',
      tagline: 'Seil for all slags vær',
      description: 'Nordlys Seilduk syr seil og presenninger i Ålesund.',
      about: ['Vi er 72 ansatte i Ålesund og Bergen.'],
      organization: {
        legalName: 'Nordlys Seilduk AS',
        foundedOn: '1987',
        employees: 72,
        address: {
          street: 'Oppdiktet gate 3',
          locality: 'Ålesund',
          postcode: '6099',
          countryCode: 'NO',
        },
      },
      footer: 'Nordlys Seilduk AS · Org.nr. 000 000 000',
      vendors: ['hubspot', 'matomo'],
      boardLink: 'careers-page',
      careersPage: true,
    },
    board: {
      system: 'lever-eu',
      token: 'nordlysseilduk',
      jobs: [
        job(cal, 'Seilmaker', 'Produksjon', places.aalesund, 17, { workplace: 'on-site' }),
        job(cal, 'Daglig leder, Bergen', 'Ledelse', places.bergen, 29),
      ],
    },
  };
}

/** French: paragraphs without any structured data. */
export function brumeval(): WorldCompany {
  return {
    key: 'brumeval',
    tradingName: 'Atelier Brumeval',
    story: 'is French and has a website of bare paragraphs',
    register: null,
    site: {
      domain: 'atelier-brumeval.example',
      language: 'fr',
      tagline: 'Atelier Brumeval',
      description: 'Nous restaurons des orgues.',
      about: ['Nous restaurons des orgues à Quimper.'],
      organization: null,
      footer: null,
      vendors: [],
      boardLink: null,
      careersPage: false,
      bare: true,
      robots: 'missing',
    },
    board: null,
  };
}

/** A partnership: no SIC codes, no job board. */
export function harbourlight(cal: Calendar): WorldCompany {
  return {
    key: 'harbourlight',
    tradingName: 'Harbourlight Legal',
    story: 'has no job board: hiring is unknown, not zero',
    register: {
      number: 'OC994105',
      name: 'HARBOURLIGHT LEGAL LLP',
      status: 'active',
      type: 'llp',
      jurisdiction: 'england-wales',
      incorporatedOn: '2010-10-10',
      office: {
        premises: 'The Chancery',
        street: 'Hypothetical Hill',
        locality: 'Exeter',
        region: 'Devon',
        postcode: 'EX1 9ZZ',
        country: 'England',
      },
      accounts: accounts(cal, 'full', 7),
      confirmationStatement: confirmation(cal, 45),
      officers: [
        { name: 'WEXCOMBE, Aurelia', role: 'llp-designated-member', appointedOn: '2010-10-10' },
        { name: 'OKONJO-HART, Silas', role: 'llp-designated-member', appointedOn: '2010-10-10' },
      ],
      filings: [
        confirmationFiled(cal.day(36), cal.day(45)),
        accountsFiled(cal.day(64), 'full', cal.monthEnd(7)),
        incorporated('2010-10-10', 'llp'),
      ],
    },
    site: {
      domain: 'harbourlight-legal.example',
      language: 'en-GB',
      tagline: 'Law for people who own boats',
      description: 'Harbourlight Legal advises boat owners and small ports.',
      about: ['Nine partners in Exeter.'],
      organization: { legalName: 'Harbourlight Legal LLP' },
      footer:
        'Harbourlight Legal LLP is a limited liability partnership registered in England and Wales with registered number OC994105.',
      vendors: ['google-tag-manager'],
      boardLink: null,
      careersPage: true,
    },
    board: null,
  };
}

/** An agency whose people appear on its clients' records. */
export function fernhill(cal: Calendar): WorldCompany {
  return {
    key: 'fernhill',
    tradingName: 'Fernhill Advisory',
    story: 'lends its people to other companies, so their e-mail domain misleads',
    register: {
      number: '99410019',
      name: 'FERNHILL ADVISORY LIMITED',
      status: 'active',
      type: 'ltd',
      jurisdiction: 'england-wales',
      incorporatedOn: '2019-04-01',
      office: {
        premises: '66',
        street: 'Suppositional Street',
        locality: 'Manchester',
        postcode: 'M1 9ZZ',
        country: 'England',
      },
      sicCodes: ['70229'],
      accounts: accounts(cal, 'micro-entity', 8),
      confirmationStatement: confirmation(cal, 230),
      officers: [{ name: 'SORREL, Dunstan', role: 'director', appointedOn: '2019-04-01' }],
      filings: [
        accountsFiled(cal.day(72), 'micro-entity', cal.monthEnd(8)),
        confirmationFiled(cal.day(223), cal.day(230)),
        incorporated('2019-04-01'),
      ],
    },
    site: {
      domain: 'fernhill-advisory.example',
      language: 'en-GB',
      tagline: 'Borrow a finance director',
      description: 'Fernhill Advisory lends finance directors by the day.',
      about: ['Seven people in Manchester.'],
      organization: { legalName: 'Fernhill Advisory Limited', employees: 7 },
      footer: 'Fernhill Advisory Limited. Registered in England and Wales No. 99410019',
      vendors: [],
      boardLink: null,
      careersPage: false,
    },
    board: null,
  };
}

/** Asked not to be researched: stands on the tenant's suppression list. */
export function hushwood(cal: Calendar): WorldCompany {
  return {
    key: 'hushwood',
    tradingName: 'Hushwood Clinic',
    story: 'stands on the suppression list: nothing about it may be asked',
    register: {
      number: '99410020',
      name: 'HUSHWOOD CLINIC LIMITED',
      status: 'active',
      type: 'ltd',
      jurisdiction: 'england-wales',
      incorporatedOn: '2008-03-03',
      office: {
        premises: 'Hushwood House',
        street: 'Whisper Lane',
        locality: 'Bath',
        postcode: 'BA1 9ZZ',
        country: 'England',
      },
      sicCodes: ['86900'],
      accounts: accounts(cal, 'small', 6),
      confirmationStatement: confirmation(cal, 255),
      officers: [{ name: 'QUIETLEY, Philippa', role: 'director', appointedOn: '2008-03-03' }],
      filings: [
        accountsFiled(cal.day(38), 'small', cal.monthEnd(6)),
        confirmationFiled(cal.day(247), cal.day(255)),
        incorporated('2008-03-03'),
      ],
    },
    site: {
      domain: 'hushwood.example',
      language: 'en-GB',
      tagline: 'Quiet, please',
      description: 'Hushwood Clinic treats hearing loss.',
      about: ['A clinic in Bath.'],
      organization: { legalName: 'Hushwood Clinic Limited' },
      footer: 'Hushwood Clinic Limited. Registered in England and Wales No. 99410020',
      vendors: [],
      boardLink: null,
      careersPage: false,
    },
    board: null,
  };
}
