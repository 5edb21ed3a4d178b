import { beforeEach, describe, expect, it } from 'vitest';
import type { SalesforceStandin } from '../sandbox/salesforce/index.ts';
import { clock } from './clock.ts';
import { type Api, column, soql, standin } from './salesforce-api.ts';

let salesforce: SalesforceStandin;
let api: Api;
let acme: string;

/** A Saturday: weeks begin on the Sunday before. */
const today = '2026-11-21';

beforeEach(async () => {
  ({ salesforce, api } = await standin({ now: clock(`${today}T12:00:00.000Z`).now }));
  acme = salesforce.create('Account', {
    Name: 'Acme',
    Industry: 'Banking',
    NumberOfEmployees: 250,
    BillingCity: 'Leeds',
  }).id;
  salesforce.create('Account', { Name: 'Bolt', NumberOfEmployees: 20, Industry: 'Retail' });
  salesforce.create('Account', { Name: "O'Neil 100%" });
  salesforce.create('Contact', { FirstName: 'Ann', LastName: 'Lee', AccountId: acme });
  salesforce.create('Contact', { LastName: 'Roe' });
});

const names = (where: string) => column(api, `SELECT Name FROM Account WHERE ${where}`, 'Name');

describe('conditions', () => {
  it.each([
    ["Name = 'ACME'", ['Acme']],
    ["Name != 'Acme'", ['Bolt', "O'Neil 100%"]],
    ["Name LIKE 'a%'", ['Acme']],
    ["Name LIKE '_olt'", ['Bolt']],
    ["Name LIKE '%100\\%'", ["O'Neil 100%"]],
    ["Name = 'O\\'Neil 100%'", ["O'Neil 100%"]],
    ["Name IN ('Acme', 'bolt')", ['Acme', 'Bolt']],
    ["Name NOT IN ('Acme', 'Bolt')", ["O'Neil 100%"]],
    ['NumberOfEmployees > 20', ['Acme']],
    ['NumberOfEmployees >= 20', ['Acme', 'Bolt']],
    ['NumberOfEmployees < 250', ['Bolt']],
    ['NumberOfEmployees <= 250 AND NumberOfEmployees <> 20', ['Acme']],
    ['Industry = null', ["O'Neil 100%"]],
    ['Industry != NULL', ['Acme', 'Bolt']],
    ["Industry != 'Banking'", ['Bolt', "O'Neil 100%"]],
    ['IsDeleted = false', ['Acme', 'Bolt', "O'Neil 100%"]],
    ["Industry = 'Banking' OR (Name = 'Bolt' AND NumberOfEmployees = 20)", ['Acme', 'Bolt']],
    ["NOT Name LIKE 'A%'", ['Bolt', "O'Neil 100%"]],
    ["Owner.Name = 'Ada Admin' AND Name = 'Bolt'", ['Bolt']],
    ["Id IN (SELECT AccountId FROM Contact WHERE LastName = 'Lee')", ['Acme']],
    ['Id NOT IN (SELECT AccountId FROM Contact)', ['Bolt', "O'Neil 100%"]],
  ])('%s', async (where, expected) => {
    expect(await names(where)).toEqual(expected);
  });

  it('ids match in both lengths, and through a lookup that may be empty', async () => {
    expect(await names(`Id = '${acme.slice(0, 15)}'`)).toEqual(['Acme']);
    const last = (where: string) =>
      column(api, `SELECT LastName FROM Contact WHERE ${where}`, 'LastName');
    expect(await last("Account.Name = 'Acme'")).toEqual(['Lee']);
    expect(await last('Account.Name = null')).toEqual(['Roe']);
    expect(await last("Account.Name != 'Acme'")).toEqual(['Roe']);
  });

  it.each([
    ['TODAY', `${today}T00:00:00.000Z`, '2026-11-20T23:59:59.999Z'],
    ['YESTERDAY', '2026-11-20T23:59:59.999Z', '2026-11-21T00:00:00.000Z'],
    ['LAST_N_DAYS:3', '2026-11-18T00:00:00.000Z', '2026-11-17T23:59:59.999Z'],
    ['LAST_90_DAYS', '2026-08-24T00:00:00.000Z', '2026-08-22T00:00:00.000Z'],
    ['NEXT_N_DAYS:2', '2026-11-23T23:00:00.000Z', '2026-11-24T00:00:00.000Z'],
    ['THIS_WEEK', '2026-11-15T00:00:00.000Z', '2026-11-22T00:00:00.000Z'],
    ['LAST_WEEK', '2026-11-14T23:00:00.000Z', '2026-11-15T00:00:00.000Z'],
    ['THIS_MONTH', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'],
    ['LAST_QUARTER', '2026-09-30T00:00:00.000Z', '2026-10-01T00:00:00.000Z'],
    ['THIS_YEAR', '2026-01-01T00:00:00.000Z', '2025-12-31T23:00:00.000Z'],
    ['N_DAYS_AGO:2', '2026-11-19T10:00:00.000Z', '2026-11-20T00:00:00.000Z'],
    ['LAST_N_MONTHS:2', '2026-09-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'],
    ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.000Z', '2026-11-20T10:00:00.001Z'],
    ['2026-11-20T11:00:00+01:00', '2026-11-20T10:00:00.000Z', '2026-11-20T11:00:00.000Z'],
  ])('CreatedDate = %s', async (literal, inside, outside) => {
    salesforce.create('Lead', { LastName: 'in', Company: 'x', CreatedDate: inside });
    salesforce.create('Lead', { LastName: 'out', Company: 'x', CreatedDate: outside });
    const query = `SELECT LastName FROM Lead WHERE CreatedDate = ${literal}`;
    expect(await column(api, query, 'LastName')).toEqual(['in']);
  });

  it('a span lies before what comes after it', async () => {
    const at = (LastName: string, day: string) =>
      salesforce.create('Lead', { LastName, Company: 'x', CreatedDate: `${day}T12:00:00.000Z` });
    at('before', '2026-11-20');
    at('in', today);
    at('after', '2026-11-22');
    const last = (operator: string) =>
      column(api, `SELECT LastName FROM Lead WHERE CreatedDate ${operator} TODAY`, 'LastName');
    expect(await last('<')).toEqual(['before']);
    expect(await last('<=')).toEqual(['before', 'in']);
    expect(await last('>')).toEqual(['after']);
    expect(await last('!=')).toEqual(['before', 'after']);
  });
});

describe('rows', () => {
  it('carry parents, children and compound fields', async () => {
    const query = `SELECT Name, BillingAddress, Owner.Name, Parent.Name,
      (SELECT Id, FirstName, Account.Name FROM Contacts WHERE LastName = 'Lee') FROM Account LIMIT 2`;
    const { body } = await soql(api, query);
    expect(body).toMatchObject({ totalSize: 2, done: true });
    const [first, second] = body.records;
    expect(first).toMatchObject({
      attributes: { type: 'Account', url: `/services/data/v68.0/sobjects/Account/${acme}` },
      BillingAddress: { city: 'Leeds', street: null },
      Owner: { attributes: { type: 'User' }, Name: 'Ada Admin' },
      Parent: null,
      Contacts: {
        totalSize: 1,
        done: true,
        records: [{ FirstName: 'Ann', Account: { Name: 'Acme' } }],
      },
    });
    expect(first).not.toHaveProperty('Id');
    expect(second).toMatchObject({ Name: 'Bolt', BillingAddress: null, Contacts: null });
  });

  it('behind a lookup to several objects say which one it is', async () => {
    const [lee] = salesforce.records('Contact');
    const lead = salesforce.create('Lead', { LastName: 'Poe', Company: 'x' });
    for (const WhoId of [lee?.id ?? '', lead.id])
      salesforce.create('Task', { Subject: 'x', WhoId });
    salesforce.create('Task', { Subject: 'bare' });
    const { body } = await soql(api, 'SELECT Who.Type, Who.Name, What.Name FROM Task');
    expect(body.records).toMatchObject([
      { Who: { attributes: { type: 'Contact' }, Type: 'Contact', Name: 'Ann Lee' }, What: null },
      { Who: { attributes: { type: 'Lead' }, Type: 'Lead', Name: 'Poe' } },
      { Who: null },
    ]);
    const ofLeads = "SELECT Id FROM Task WHERE Who.Type = 'Lead'";
    expect((await soql(api, ofLeads)).body.totalSize).toBe(1);
  });

  it.each([
    ['ORDER BY NumberOfEmployees', ["O'Neil 100%", 'Bolt', 'Acme']],
    ['ORDER BY NumberOfEmployees DESC NULLS LAST', ['Acme', 'Bolt', "O'Neil 100%"]],
    ['ORDER BY Owner.Name, Name DESC', ["O'Neil 100%", 'Bolt', 'Acme']],
    ['ORDER BY Name LIMIT 1 OFFSET 1', ['Bolt']],
  ])('%s', async (order, expected) => {
    expect(await column(api, `SELECT Name FROM Account ${order}`, 'Name')).toEqual(expected);
  });

  it('are counted and grouped', async () => {
    expect((await soql(api, 'SELECT COUNT() FROM Account')).body).toEqual({
      totalSize: 3,
      done: true,
      records: [],
    });
    const grouped =
      'SELECT Industry, COUNT(Id), MAX(NumberOfEmployees) top FROM Account GROUP BY Industry';
    expect((await soql(api, grouped)).body.records).toContainEqual({
      attributes: { type: 'AggregateResult' },
      Industry: 'Banking',
      expr0: 1,
      top: 250,
    });
    const whole =
      'SELECT SUM(NumberOfEmployees) a, AVG(NumberOfEmployees) b, COUNT_DISTINCT(Industry) c FROM Account';
    expect((await soql(api, whole)).body.records).toEqual([
      { attributes: { type: 'AggregateResult' }, a: 270, b: 135, c: 2 },
    ]);
  });

  it('come in pages, which stay as they were', async () => {
    const names = Array.from({ length: 450 }, (_, n) => `Lead ${n}`);
    for (const LastName of names) salesforce.create('Lead', { LastName, Company: 'x' });
    const query = `/query?q=${encodeURIComponent('SELECT LastName FROM Lead')}`;
    const first = await api('GET', query, undefined, { 'Sforce-Query-Options': 'batchSize=200' });
    expect(first.body).toMatchObject({
      totalSize: 450,
      done: false,
      nextRecordsUrl: expect.stringMatching(/^\/services\/data\/v68\.0\/query\/01g\w{15}-200$/),
    });
    for (const { id } of salesforce.records('Lead')) salesforce.delete('Lead', id);
    const second = await api('GET', first.body.nextRecordsUrl);
    const third = await api('GET', second.body.nextRecordsUrl);
    expect(third.body).toMatchObject({ totalSize: 450, done: true });
    expect(third.body).not.toHaveProperty('nextRecordsUrl');
    const pages = [first, second, third].flatMap(({ body }) => body.records);
    expect(pages.map(({ LastName }) => LastName)).toEqual(names);
    expect(await api('GET', '/query/01g000000000000AAA-200')).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_QUERY_LOCATOR', message: 'invalid query locator' }],
    });
  });

  it('that are deleted come with queryAll only', async () => {
    salesforce.delete('Account', acme);
    const query = encodeURIComponent('SELECT Name FROM Account WHERE IsDeleted = true');
    expect((await api('GET', `/query?q=${query}`)).body.totalSize).toBe(0);
    expect((await api('GET', `/queryAll?q=${query}`)).body.totalSize).toBe(1);
  });

  it('carry all fields of a set', async () => {
    const { body } = await soql(api, 'SELECT FIELDS(CUSTOM) FROM Contact LIMIT 1');
    expect(body.records[0]).toHaveProperty('oppspot__Score__c', null);
    expect(body.records[0]).not.toHaveProperty('LastName');
  });
});

it('the stages of opportunities come in their order, closed and won as they are', async () => {
  const { api } = await standin();
  const query = 'SELECT ApiName, IsClosed, IsWon FROM OpportunityStage ORDER BY SortOrder';
  const { body } = await soql(api, query);
  expect(body.records).toHaveLength(10);
  expect(body.records[0]).toMatchObject({ ApiName: 'Prospecting', IsClosed: false, IsWon: false });
  expect(body.records.slice(8)).toMatchObject([
    { ApiName: 'Closed Won', IsClosed: true, IsWon: true },
    { ApiName: 'Closed Lost', IsClosed: true, IsWon: false },
  ]);
});

describe('a query is refused', () => {
  it.each([
    [
      'SELECT Bacon__c FROM Account LIMIT 2',
      'INVALID_FIELD',
      "\nSELECT Bacon__c FROM Account LIMIT 2\n       ^\nERROR at Row:1:Column:8\nNo such column 'Bacon__c' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
    ],
    [
      'SELECT Id\nFROM Contact\nWHERE Acount.Name = null',
      'INVALID_FIELD',
      "\nSELECT Id\nFROM Contact\nWHERE Acount.Name = null\n                             ^\nERROR at Row:3:Column:7\nDidn't understand relationship 'Acount' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.",
    ],
    [
      'SELECT (SELECT Id FROM Contactz) FROM Account',
      'INVALID_TYPE',
      "\nSELECT (SELECT Id FROM Contactz) FROM Account\n                       ^\nERROR at Row:1:Column:24\nDidn't understand relationship 'Contactz' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.",
    ],
    [
      'SELECT ,    FROM Account',
      'MALFORMED_QUERY',
      "\nSELECT ,    FROM Account\n       ^\nERROR at Row:1:Column:8\nunexpected token: ','",
    ],
    [
      'SELECT Id FROM Account WHERE Name =',
      'MALFORMED_QUERY',
      "\nId FROM Account WHERE Name =\n                            ^\nERROR at Row:1:Column:36\nunexpected token: '<EOF>'",
    ],
    [
      "SELECT Id FROM Account WHERE Name = 'a' AND Phone = 'b' OR Phone = 'c'",
      'MALFORMED_QUERY',
      "\nName = 'a' AND Phone = 'b' OR Phone = 'c'\n                           ^\nERROR at Row:1:Column:57\nunexpected token: 'OR'",
    ],
    [
      'SELECT Id FROM Account WHERE Name = :name',
      'MALFORMED_QUERY',
      'Bind variables only allowed in Apex code',
    ],
    [
      'SELECT Name n FROM Account',
      'MALFORMED_QUERY',
      'only aggregate expressions use field aliasing',
    ],
    ['SELECT Id, Id FROM Account', 'INVALID_FIELD', 'duplicate field selected: Id'],
    [
      "SELECT Id FROM Account WHERE Description = 'x'",
      'INVALID_FIELD',
      "field 'Description' can not be filtered in a query call",
    ],
    [
      'SELECT Id FROM Account ORDER BY Description',
      'MALFORMED_QUERY',
      "field 'Description' can not be sorted in a query call",
    ],
    [
      "SELECT Id FROM Account WHERE NumberOfEmployees = '5'",
      'INVALID_FIELD',
      "value of filter criterion for field 'NumberOfEmployees' must be of type int and should not be enclosed in quotes",
    ],
    [
      'SELECT Id FROM Account WHERE Name = 5',
      'INVALID_FIELD',
      "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes",
    ],
    [
      'SELECT Id FROM Account WHERE CreatedDate > 2026-01-01',
      'INVALID_FIELD',
      "value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes",
    ],
    [
      "SELECT Id FROM Account WHERE Id = 'x'",
      'INVALID_QUERY_FILTER_OPERATOR',
      'invalid ID field: x',
    ],
    [
      "SELECT Id FROM Account WHERE NumberOfEmployees LIKE '5%'",
      'INVALID_QUERY_FILTER_OPERATOR',
      'invalid operator',
    ],
    [
      'SELECT Id FROM Account OFFSET 2001',
      'NUMBER_OUTSIDE_VALID_RANGE',
      'Maximum SOQL offset allowed is 2000',
    ],
    [
      'SELECT Name, COUNT(Id) FROM Account',
      'MALFORMED_QUERY',
      'Field must be grouped or aggregated: Name',
    ],
    [
      'SELECT FIELDS(ALL) FROM Account',
      'MALFORMED_QUERY',
      'The SOQL FIELDS function must have a LIMIT of at most 200',
    ],
    ['', 'MALFORMED_QUERY', 'SOQL statements cannot be empty or null'],
  ])('%s', async (query, errorCode, message) => {
    expect(await soql(api, query)).toMatchObject({ status: 400, body: [{ errorCode, message }] });
  });
});
