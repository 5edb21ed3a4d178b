/** The company that shows what the product can do. */
import type { Calendar } from '../calendar.ts';
import { job, places } from '../jobs.ts';
import {
  accounts,
  accountsFiled,
  confirmation,
  confirmationFiled,
  directorAppointed,
  incorporated,
  sharesAllotted,
} from '../register.ts';
import type { WorldCompany } from '../types.ts';

export function tidewright(cal: Calendar): WorldCompany {
  return {
    key: 'tidewright',
    tradingName: 'Tidewright Robotics',
    story: 'grows, hires and has raised capital',
    register: {
      number: '99410001',
      name: 'TIDEWRIGHT ROBOTICS LIMITED',
      status: 'active',
      type: 'ltd',
      jurisdiction: 'england-wales',
      incorporatedOn: '2014-03-18',
      office: {
        premises: 'Unit 4 Caisson House',
        street: 'Invented Quay',
        locality: 'Bristol',
        postcode: 'BS1 9ZZ',
        country: 'England',
      },
      sicCodes: ['62012', '71122'],
      accounts: accounts(cal, 'medium', 8),
      confirmationStatement: confirmation(cal, 150),
      officers: [
        { name: 'MARLOWE, Idris', role: 'director', appointedOn: '2014-03-18' },
        { name: 'QUILL, Saoirse', role: 'director', appointedOn: cal.day(52) },
      ],
      filings: [
        sharesAllotted(cal.day(26), cal.day(33), '2,481.35'),
        directorAppointed(cal.day(47), 'Ms Saoirse Quill', cal.day(52)),
        accountsFiled(cal.day(75), 'medium', cal.monthEnd(8), {
          turnover: [18_640_000, 12_910_000],
          profit: [1_120_000, 540_000],
          netAssets: [6_380_000, 4_950_000],
          cash: [3_270_000, 2_140_000],
          currentAssets: [8_900_000, 6_720_000],
          creditorsWithinOneYear: [4_150_000, 3_460_000],
          employees: [171, 128],
        }),
        confirmationFiled(cal.day(141), cal.day(150), 'with-updates'),
        accountsFiled(cal.day(440), 'small', cal.monthEnd(20)),
        confirmationFiled(cal.day(507), cal.day(515)),
        incorporated('2014-03-18'),
      ],
    },
    site: {
      domain: 'tidewright.example',
      language: 'en-GB',
      tagline: 'Harbour cranes that see where they lift',
      description:
        'Tidewright Robotics builds control software and sensors for harbour cranes, used in 31 ports.',
      about: [
        'Tidewright Robotics began in a boat shed in Bristol in 2014.',
        'Today about 180 people build the software that steers cranes in 31 ports.',
      ],
      organization: {
        legalName: 'Tidewright Robotics Limited',
        foundedOn: '2014-03-18',
        employees: 180,
        vatId: 'GB999999973',
        address: {
          street: 'Unit 4 Caisson House, Invented Quay',
          locality: 'Bristol',
          postcode: 'BS1 9ZZ',
          countryCode: 'GB',
        },
      },
      footer:
        'Tidewright Robotics Limited. Registered in England and Wales No. 99410001. Registered office: Unit 4 Caisson House, Invented Quay, Bristol BS1 9ZZ.',
      vendors: ['google-tag-manager', 'hubspot', 'segment', 'stripe', 'intercom'],
      boardLink: 'careers-page',
      careersPage: true,
      pricingPage: true,
      news: [
        {
          date: cal.day(38),
          title: 'Tidewright opens an engineering office in Rotterdam',
          text: 'The office will support crane operators on the North Sea coast.',
        },
      ],
      hiddenText: ['Template placeholder: 999 open positions worldwide'],
    },
    legalEntity: {
      lei: '9845007IDEWR1GHT0100',
      name: 'TIDEWRIGHT ROBOTICS LIMITED',
      country: 'GB',
      city: 'Bristol',
      registeredAs: '99410001',
    },
    awards: [
      {
        buyer: 'Invented Estuary Port Authority',
        title: 'Crane safety systems for three container berths',
        amount: 2_400_000,
        awardedOn: cal.day(61),
        suppliers: [{ name: 'Tidewright Robotics Limited', companyNumber: '99410001' }],
      },
      {
        buyer: 'Fictional Coast Council',
        title: 'Framework for harbour maintenance',
        amount: 12_000_000,
        awardedOn: cal.day(310),
        suppliers: [
          { name: 'Tidewright Robotics Ltd' },
          { name: 'Madeup Dredging Ltd', companyNumber: '99419999' },
        ],
      },
    ],
    earlier: [
      {
        key: 'open-jobs:greenhouse:tidewrightrobotics',
        value: 6,
        names: [],
        day: cal.day(60),
      },
      {
        key: 'open-engineering-jobs:greenhouse:tidewrightrobotics',
        value: 3,
        names: [],
        day: cal.day(60),
      },
    ],
    press: [
      {
        title: 'Tidewright Robotics wins £8m contract with Invented Estuary Port',
        body: 'The Bristol maker of crane software will equip 22 cranes.',
        seenAt: cal.instant(17),
        domain: 'harbour-gazette.example',
      },
      {
        title: 'Rival of Tidewright Robotics raises $50m',
        body: 'Portalift, which competes with Tidewright Robotics, has closed a round.',
        seenAt: cal.instant(9),
        domain: 'harbour-gazette.example',
      },
      {
        title: 'Tidewright Robotics shares: why analysts see more to come',
        body: 'No shares of Tidewright Robotics are traded anywhere.',
        seenAt: cal.instant(4),
        domain: 'stock-noise.example',
      },
    ],
    dns: {
      'tidewright.example': {
        mx: ['aspmx.l.google.com', 'alt1.aspmx.l.google.com'],
        txt: [
          'v=spf1 include:_spf.google.com include:99410001.spf04.hubspotemail.net ~all',
          'stripe-verification=0000000000000000000000000000000000000000000000000000000000000000',
          'atlassian-domain-verification=0000000000000000',
        ],
        ns: ['ada.ns.cloudflare.com', 'bob.ns.cloudflare.com'],
      },
    },
    tenders: [
      {
        buyer: 'Imaginary Ministry of Ports',
        title: 'Remote inspection of quay walls',
        amount: 3_750_000,
        awardedOn: cal.day(18),
        suppliers: [{ name: 'Tidewright Robotics', companyNumber: '99410001' }],
      },
      {
        buyer: 'Imaginary Ministry of Ports',
        title: 'Harbour sensors, second lot',
        amount: 900_000,
        awardedOn: cal.day(5),
        suppliers: [{ name: 'Tidewright Robotics', companyNumber: '99410001' }],
        isPending: true,
      },
    ],
    board: {
      system: 'greenhouse',
      token: 'tidewrightrobotics',
      jobs: [
        job(cal, 'Senior Control Engineer', 'Engineering', places.bristol, 6),
        job(cal, 'Embedded Software Engineer', 'Engineering', places.bristol, 9),
        job(cal, 'Computer Vision Engineer', 'Engineering', places.bristol, 11),
        job(cal, 'Site Reliability Engineer', 'Engineering', places.bristol, 12, {
          workplace: 'remote',
        }),
        job(cal, 'Head of Platform Engineering', 'Engineering', places.bristol, 14),
        job(cal, 'Robotics Test Engineer', 'Engineering', places.rotterdam, 15),
        job(cal, 'Backend Engineer, Fleet', 'Engineering', places.rotterdam, 18),
        job(cal, 'Frontend Engineer', 'Engineering', places.bristol, 21),
        job(cal, 'Director of Sales, Benelux', 'Sales', places.rotterdam, 22),
        job(cal, 'Account Executive, Ports', 'Sales', places.bristol, 24),
        job(cal, 'Revenue Operations Manager', 'Sales', places.bristol, 27),
        job(cal, 'Field Service Technician', 'Customer Success', places.rotterdam, 41, {
          workplace: 'on-site',
        }),
        job(cal, 'Product Marketing Manager', 'Marketing', places.bristol, 48),
        job(cal, 'Finance Business Partner', 'Finance', places.bristol, 63, {
          commitment: 'part-time',
        }),
        job(cal, 'Not the right role? Introduce yourself', 'Engineering', places.bristol, 400, {
          prospectPost: true,
        }),
      ],
    },
  };
}
