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
        accountsFiled(cal.day(75), 'medium', cal.monthEnd(8)),
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
