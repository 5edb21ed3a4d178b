/** Sound companies, from the lively to the quiet. */
import type { Calendar } from '../calendar.ts';
import { job, places } from '../jobs.ts';
import {
  accounts,
  accountsFiled,
  chargeRegistered,
  confirmation,
  confirmationFiled,
  incorporated,
  nameChanged,
} from '../register.ts';
import type { WorldCompany } from '../types.ts';

export function oakhollow(cal: Calendar): WorldCompany {
  return {
    key: 'oakhollow',
    tradingName: 'Oakhollow Analytics',
    story: 'is sound, small and hires a little',
    register: {
      number: '99410002',
      name: 'OAKHOLLOW ANALYTICS LTD',
      status: 'active',
      type: 'ltd',
      jurisdiction: 'england-wales',
      incorporatedOn: '2017-09-05',
      office: {
        premises: '3rd Floor, 12',
        street: 'Makebelieve Row',
        locality: 'Leeds',
        region: 'West Yorkshire',
        postcode: 'LS1 9ZZ',
        country: 'United Kingdom',
      },
      sicCodes: ['62020', '63110'],
      accounts: accounts(cal, 'total-exemption-full', 10),
      confirmationStatement: confirmation(cal, 77),
      officers: [{ name: 'ASHDOWN, Petra', role: 'director', appointedOn: '2017-09-05' }],
      filings: [
        confirmationFiled(cal.day(70), cal.day(77)),
        accountsFiled(cal.day(95), 'total-exemption-full', cal.monthEnd(10)),
        accountsFiled(cal.day(460), 'total-exemption-full', cal.monthEnd(22)),
        incorporated('2017-09-05'),
      ],
    },
    site: {
      domain: 'oakhollow.example',
      language: 'en-GB',
      tagline: 'Numbers your planners will trust',
      description: 'Oakhollow Analytics forecasts demand for regional retailers.',
      about: ['We are a team of 34 in Leeds.'],
      organization: { legalName: 'Oakhollow Analytics Ltd', employees: 34 },
      footer:
        'Oakhollow Analytics Ltd is a company registered in England and Wales (company number 99410002).',
      vendors: ['google-tag-manager', 'salesforce'],
      boardLink: 'careers-page',
      careersPage: true,
    },
    board: {
      system: 'lever',
      token: 'oakhollow',
      jobs: [
        job(cal, 'Data Engineer', 'Technology', places.leeds, 20, { team: 'Data Platform' }),
        job(cal, 'Senior Data Scientist', 'Technology', places.leeds, 35, {
          team: 'Forecasting',
          salary: { minimum: 62000, maximum: 74000, currency: 'GBP' },
        }),
        job(cal, 'Implementation Consultant', 'Customers', places.leeds, 52, {
          team: 'Delivery',
          workplace: 'remote',
          otherPlaces: [places.london],
        }),
      ],
    },
  };
}

export function quillstream(cal: Calendar): WorldCompany {
  return {
    key: 'quillstream',
    tradingName: 'Quillstream',
    story: 'keeps its jobs on Ashby, one of them unlisted',
    register: {
      number: '99410003',
      name: 'QUILLSTREAM LIMITED',
      status: 'active',
      type: 'ltd',
      jurisdiction: 'england-wales',
      incorporatedOn: '2020-01-27',
      office: {
        premises: 'The Paper Loft',
        street: 'Fabled Yard',
        locality: 'London',
        postcode: 'E1 9ZZ',
        country: 'England',
      },
      sicCodes: ['58290'],
      accounts: accounts(cal, 'small', 7),
      confirmationStatement: confirmation(cal, 290),
      officers: [{ name: 'NAKAMURA-BELL, Theo', role: 'director', appointedOn: '2020-01-27' }],
      filings: [
        accountsFiled(cal.day(60), 'small', cal.monthEnd(7)),
        confirmationFiled(cal.day(282), cal.day(290)),
        incorporated('2020-01-27'),
      ],
    },
    site: {
      domain: 'quillstream.example',
      wwwOnly: true,
      language: 'en-GB',
      tagline: 'Editing for teams that publish every hour',
      description: 'Quillstream is a newsroom editor for small publishers.',
      about: ['Quillstream was founded in 2020 and is written in London and Dublin.'],
      organization: {
        legalName: 'Quillstream Limited',
        foundedOn: '2020',
        employees: 61,
        address: {
          street: 'The Paper Loft, Fabled Yard',
          locality: 'London',
          postcode: 'E1 9ZZ',
          countryCode: 'GB',
        },
      },
      footer: '© Quillstream Limited. Company No: 99410003',
      vendors: ['segment', 'hotjar', 'cloudflare-insights'],
      boardLink: 'home-page',
      careersPage: false,
      pricingPage: true,
    },
    board: {
      system: 'ashby',
      token: 'Quillstream',
      jobs: [
        job(cal, 'Staff Product Engineer', 'Engineering', places.london, 8, {
          otherPlaces: [places.dublin],
          salary: { minimum: 95000, maximum: 115000, currency: 'GBP' },
        }),
        job(cal, 'Product Designer', 'Design', places.london, 16, { workplace: 'remote' }),
        job(cal, 'Customer Support Lead', 'Support', places.dublin, 33),
        job(cal, 'Growth Marketer', 'Marketing', places.london, 44),
        job(cal, 'VP Sales', 'Sales', places.london, 3, { unlisted: true }),
      ],
    },
  };
}

export function pennyroyal(cal: Calendar): WorldCompany {
  return {
    key: 'pennyroyal',
    tradingName: 'Pennyroyal Foods',
    story: 'has a job board with nothing on it: a true zero',
    register: {
      number: '99410004',
      name: 'PENNYROYAL FOODS LIMITED',
      status: 'active',
      type: 'ltd',
      jurisdiction: 'england-wales',
      incorporatedOn: '2009-06-11',
      office: {
        premises: 'The Old Bakehouse',
        street: 'Storybook Lane',
        locality: 'Norwich',
        region: 'Norfolk',
        postcode: 'NR1 9ZZ',
        country: 'England',
      },
      sicCodes: ['10710'],
      accounts: accounts(cal, 'unaudited-abridged', 11),
      confirmationStatement: confirmation(cal, 200),
      officers: [{ name: 'GREENFINCH, Odette', role: 'director', appointedOn: '2009-06-11' }],
      filings: [
        accountsFiled(cal.day(110), 'unaudited-abridged', cal.monthEnd(11)),
        confirmationFiled(cal.day(190), cal.day(200)),
        incorporated('2009-06-11'),
      ],
    },
    site: {
      domain: 'pennyroyal-foods.example',
      language: 'en-GB',
      tagline: 'Bread with herbs from our own fields',
      description: 'Pennyroyal Foods bakes herb breads for shops in East Anglia.',
      about: ['A family bakery since 2009.'],
      organization: { legalName: 'Pennyroyal Foods Limited' },
      footer:
        'Pennyroyal Foods Limited, registered in England & Wales. Registered number: 99410004.',
      vendors: ['shopify'],
      boardLink: 'embed',
      careersPage: true,
    },
    board: { system: 'greenhouse', token: 'pennyroyalfoods', jobs: [] },
  };
}

export function amberley(cal: Calendar): WorldCompany {
  return {
    key: 'amberley',
    tradingName: 'Amberley Health',
    story: 'is a customer already',
    register: {
      number: 'NI994105',
      name: 'AMBERLEY HEALTH LIMITED',
      status: 'active',
      type: 'ltd',
      jurisdiction: 'northern-ireland',
      incorporatedOn: '2012-11-02',
      office: {
        premises: '27',
        street: 'Nowhere Parade',
        locality: 'Belfast',
        postcode: 'BT1 9ZZ',
        country: 'Northern Ireland',
      },
      sicCodes: ['86900'],
      accounts: accounts(cal, 'full', 9),
      confirmationStatement: confirmation(cal, 20),
      officers: [{ name: 'DOHERTY-VANCE, Ciaran', role: 'director', appointedOn: '2012-11-02' }],
      filings: [
        confirmationFiled(cal.day(12), cal.day(20)),
        accountsFiled(cal.day(80), 'full', cal.monthEnd(9)),
        incorporated('2012-11-02'),
      ],
    },
    site: {
      domain: 'amberley-health.example',
      language: 'en-GB',
      tagline: 'Physiotherapy close to home',
      description: 'Amberley Health runs eleven physiotherapy practices.',
      about: ['Eleven practices in Ulster.'],
      organization: { legalName: 'Amberley Health Limited', employees: 240 },
      footer: 'Amberley Health Limited. Registered in Northern Ireland, number NI994105.',
      vendors: ['google-tag-manager', 'hubspot'],
      boardLink: null,
      careersPage: true,
    },
    board: null,
  };
}

export function kestrelworks(cal: Calendar): WorldCompany {
  const renamedOn = cal.day(210);
  return {
    key: 'kestrelworks',
    tradingName: 'Kestrelworks',
    story: 'traded as Old Mill Widgets until this year',
    register: {
      number: '99410016',
      name: 'KESTRELWORKS LIMITED',
      status: 'active',
      type: 'ltd',
      jurisdiction: 'england-wales',
      incorporatedOn: '1998-04-30',
      office: {
        premises: 'Kestrelworks',
        street: 'Imaginary Mill Road',
        locality: 'Sheffield',
        region: 'South Yorkshire',
        postcode: 'S1 9ZZ',
        country: 'England',
      },
      sicCodes: ['25990', '28290'],
      previousNames: [{ name: 'OLD MILL WIDGETS LIMITED', from: '1998-04-30', until: renamedOn }],
      accounts: accounts(cal, 'small', 6),
      confirmationStatement: confirmation(cal, 205),
      charges: [
        {
          createdOn: cal.day(325),
          deliveredOn: cal.day(318),
          status: 'outstanding',
          personEntitled: 'Fabricated Bank PLC',
        },
      ],
      officers: [
        { name: 'RAVENHILL, Jocasta', role: 'director', appointedOn: '1998-04-30' },
        {
          name: 'THISTLEWOOD, Barnaby',
          role: 'secretary',
          appointedOn: '1998-04-30',
          resignedOn: cal.day(900),
        },
      ],
      filings: [
        accountsFiled(cal.day(40), 'small', cal.monthEnd(6)),
        confirmationFiled(cal.day(198), cal.day(205), 'with-updates'),
        nameChanged(renamedOn, 'old mill widgets LIMITED'),
        chargeRegistered(cal.day(318), '994100160001', cal.day(325)),
        incorporated('1998-04-30'),
      ],
    },
    site: {
      domain: 'kestrelworks.example',
      formerDomains: ['oldmillwidgets.example'],
      language: 'en-GB',
      tagline: 'Fasteners, formerly Old Mill Widgets',
      description: 'Kestrelworks makes precision fasteners in Sheffield.',
      about: ['Founded in 1998 as Old Mill Widgets.'],
      organization: { legalName: 'Kestrelworks Limited', foundedOn: '1998-04-30', employees: 48 },
      footer:
        'Kestrelworks Limited (formerly Old Mill Widgets Limited). Reg. No. 99410016 England.',
      vendors: ['matomo'],
      boardLink: 'careers-page',
      careersPage: true,
    },
    board: {
      system: 'workable',
      token: 'kestrelworks',
      jobs: [job(cal, 'CNC Setter', 'Production', places.leeds, 19)],
    },
  };
}
