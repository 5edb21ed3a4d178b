/** What holds for every input: texts in queries, ids, pages, and writes that are taken back. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordId, toId18 } from '../sandbox/salesforce/ids.ts';
import { Access } from '../sandbox/salesforce/org/access.ts';
import { Org } from '../sandbox/salesforce/org/org.ts';
import { firstUserId, plant, systemContext } from '../sandbox/salesforce/org/plant.ts';
import { Cursors } from '../sandbox/salesforce/soql/cursors.ts';
import { runQuery } from '../sandbox/salesforce/soql/run.ts';

const access = new Access(firstUserId);
let org: Org;

beforeAll(() => {
  const now = () => new Date('2026-11-21T12:00:00.000Z');
  const world = { now, objects: [], fields: {}, describes: 'own' } as const;
  org = new Org({ id: '00DOp0000000001' }, world);
  plant(org, {});
});

function typeOf(name: string) {
  const type = org.catalogue.find(name);
  if (!type) throw new Error(`No ${name}`);
  return type;
}

function query(text: string) {
  return runQuery(text, { org, access, version: '68.0', withDeleted: false }).records;
}

/** A name as Salesforce keeps it: not blank, without blanks around it. */
const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((text) => text.trim())
  .filter((text) => text !== '' && text.length <= 255);

const escaped = (text: string) => text.replace(/['\\]/g, '\\$&');

describe('a text', () => {
  it('is found by itself, however it is written, and by its beginning', () => {
    fc.assert(
      fc.property(name, (text) => {
        const savepoint = org.records.savepoint();
        org.atomically(systemContext, () => {
          const { id } = org.create(typeOf('Account'), { Name: text }, systemContext);
          const ids = (where: string) =>
            query(`SELECT Id FROM Account WHERE ${where}`).map(({ Id }) => Id);
          expect(ids(`Name = '${escaped(text)}'`)).toEqual([id]);
          expect(ids(`Name IN ('${escaped(text)}', 'other')`)).toEqual([id]);
          expect(ids(`Name != '${escaped(text)}'`)).toEqual([]);
          const pattern = escaped(text).replace(/[%_]/g, '\\$&');
          expect(ids(`Name LIKE '${pattern}%'`)).toEqual([id]);
          org.records.rollback(savepoint);
        });
      }),
    );
  });
});

describe('an id', () => {
  it('has one long form, which its short form leads to', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9]{15}$/), (id) => {
        const long = toId18(id) ?? '';
        expect(long).toHaveLength(18);
        expect(long.startsWith(id)).toBe(true);
        expect(toId18(long)).toBe(long);
      }),
    );
  });

  it('is another for every record, in the order of creation', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(10_000_000), (a, b) => {
        const order = (x: number | string, y: number | string) => (x < y ? -1 : x > y ? 1 : 0);
        expect(order(recordId('001', a), recordId('001', b))).toBe(order(a, b));
      }),
    );
  });
});

describe('pages', () => {
  it('together are the result, each row once', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.integer({ min: 1, max: 20 }), (rows, size) => {
        const records = Array.from({ length: rows }, (_, n) => ({ n }));
        const cursors = new Cursors();
        let page = cursors.open({ totalSize: rows, records }, size, '68.0');
        const seen = [page.records];
        while (page.done === false) {
          page = cursors.more(String(page.nextRecordsUrl).split('/').at(-1) ?? '', '68.0');
          seen.push(page.records);
        }
        expect(seen.flat()).toEqual(records);
      }),
    );
  });
});

describe('a write that fails', () => {
  const step = fc.record({
    kind: fc.constantFrom('create', 'update', 'delete', 'task'),
    pick: fc.nat(20),
  });

  it('leaves everything as it was, whatever was done before', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const everything = () =>
          ['Account', 'Contact', 'Task'].map((type) =>
            org.records.all(type).map(({ values }) => Object.fromEntries(values)),
          );
        const before = everything();
        const work = () => {
          for (const { kind, pick } of steps) perform(kind, pick);
          throw new Error('taken back');
        };
        expect(() => org.atomically(systemContext, work)).toThrow('taken back');
        expect(everything()).toEqual(before);
      }),
    );
  });

  function perform(kind: string, pick: number): void {
    const contacts = org.records.all('Contact').filter(({ isDeleted }) => !isDeleted);
    const contact = contacts[pick % Math.max(1, contacts.length)];
    if (kind === 'create' || !contact) {
      const account = org.create(typeOf('Account'), { Name: 'Acme' }, systemContext);
      const values = { LastName: 'Lee', AccountId: account.id };
      org.create(typeOf('Contact'), values, systemContext);
    } else if (kind === 'update') {
      org.update(typeOf('Contact'), contact.id, { Phone: String(pick) }, systemContext);
    } else if (kind === 'task') {
      const done = { Subject: 'Call', Status: 'Completed', ActivityDate: '2026-11-20' };
      org.create(typeOf('Task'), { ...done, WhoId: contact.id }, systemContext);
    } else org.delete(typeOf('Account'), String(contact.values.get('AccountId')), systemContext);
  }
});
