/** Text for SQL, SOQL, spreadsheets, headers, paths, templates and pages, in every field there is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { databases, type TestDatabase } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { valid } from './support/from-schema.ts';
import { startHostileSites } from './support/hostile-sites.ts';
import type { Operation } from './support/operations.ts';
import { evaluated, payloads, pollutedBodies, smuggled } from './support/payloads.ts';
import { openTarget, type Target } from './support/target.ts';
import { sendWire, type WireAnswer } from './support/wire.ts';

const all = Object.entries(payloads).flatMap(([kind, texts]) =>
  texts.map((text) => ({ kind, text })),
);

describe.each(databases)('text with a meaning, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('in any field of any request is a text like another', { timeout: 300_000 }, async () => {
    const target = await openTarget(shared);
    const before = await outline(target.house.database);
    const counts = new Map<string, number>();
    const faults: string[] = [];
    for (const operation of target.description.operations) {
      const frame = frameOf(target, operation);
      for (const [index, { kind: what, text }] of all.entries()) {
        const request = filled(operation, frame, text, index);
        const proven = target.prove(operation, request.target, request.body);
        const answer = await sendWire(target.url, {
          method: operation.method,
          ...proven,
          body: request.body,
        });
        counts.set(what, (counts.get(what) ?? 0) + 1);
        const fault = faultOf(answer, text);
        if (fault) {
          faults.push(
            `${fault}: ${operation.method} ${proven.target} ${request.body}: ${answer.status} ${answer.text.slice(0, 300)}`,
          );
        }
      }
    }
    console.info(`Injections through requests on ${kind.name}:`, Object.fromEntries(counts));
    expect(faults).toEqual([]);
    expect(await outline(target.house.database)).toEqual(before);
  });

  it('in the name of a property reaches no prototype', async () => {
    const target = await openTarget(shared);
    for (const operation of target.description.operations) {
      if (operation.method === 'GET' || operation.method === 'DELETE') continue;
      for (const body of pollutedBodies) {
        const { path } = operation;
        const polluted = `${path.replaceAll(/\{\w+\}/g, '__proto__')}?__proto__[polluted]=yes`;
        const proven = target.prove(operation, polluted, body);
        const { status } = await sendWire(target.url, {
          method: operation.method,
          ...proven,
          body,
        });
        expect(status, `${path} ${body}`).toBeLessThan(500);
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      }
    }
  });

  it('in a record of either CRM and on its website is a text like another', {
    timeout: 300_000,
  }, async () => {
    const sites = await startHostileSites(
      (host) => all[Number(/^i(\d+)-/.exec(host)?.[1])]?.text ?? null,
    );
    const target = await openTarget(shared, { env: { SANDBOX_SITE_ORIGIN: sites.origin } });
    const { house, salesforce } = target;
    const before = await outline(house.database);
    const contacts = salesforce.records('Contact').length;
    for (const [index, { text }] of all.entries()) {
      const domain = `i${index}-pumps.example`;
      const company = house.hubspot.createCompany({ name: text, domain, city: text });
      const contact = house.hubspot.createContact({
        firstname: text,
        lastname: text,
        jobtitle: text,
        associatedcompanyid: company.id,
      });
      house.hubspot.associate(
        { type: 'contacts', id: contact.id },
        { type: 'companies', id: company.id },
      );
      const lead = salesforce.create('Lead', {
        LastName: text.slice(0, 80),
        Title: text,
        Company: text,
        Description: text,
        Website: domain,
      });
      const both = [
        await house.enrich({ object: 'contact', recordId: contact.id }),
        await target.enrich({ object: 'lead', recordId: lead.id }),
      ];
      for (const { status } of both)
        expect(['completed', 'partial', 'skipped'], text).toContain(status);
    }
    for (const { properties } of house.hubspot.records('tasks')) {
      expect(properties.hs_task_body).not.toMatch(/<(?!br>)/);
      expect(`${properties.hs_task_subject}${properties.hs_task_body}`).not.toContain(evaluated);
    }
    expect(sites.visited().size).toBeGreaterThanOrEqual(all.length);
    expect(salesforce.records('Contact')).toHaveLength(contacts);
    expect(await outline(house.database)).toEqual(before);
    console.info(`Injections through records and websites on ${kind.name}: ${3 * all.length}`);
  });
});

interface Frame {
  readonly path: readonly unknown[];
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** One valid request, to put texts into. */
function frameOf({ description }: Target, { parameters, body }: Operation): Frame {
  const hints = { schemas: description.schemas, known: {} };
  const of = (place: string) => parameters.filter(({ in: where }) => where === place);
  const one = <T>(from: fc.Arbitrary<T>) => fc.sample(from, { numRuns: 1, seed: 7 })[0] as T;
  return {
    path: of('path').map(({ schema, name }) => one(valid(schema, hints, name))),
    query: Object.fromEntries(
      of('query').map(({ schema, name }) => [name, one(valid(schema, hints, name))]),
    ),
    body: body && fc.sample(valid(body, hints), { numRuns: 12, seed: 7 }).reduce(richest),
  };
}

/** Whichever has more places for a text. */
const richest = (one: unknown, other: unknown) =>
  leavesOf(other).length > leavesOf(one).length ? other : one;

type Path = readonly (string | number)[];

function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, [...path, key]));
}

function withText(value: unknown, [key, ...rest]: Path, text: string): unknown {
  if (key === undefined) return text;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = withText(copy[key], rest, text);
  return copy;
}

/** The text in one place after another, each in its turn. */
function filled(operation: Operation, frame: Frame, text: string, turn: number) {
  const hasBody = operation.method !== 'GET' && operation.method !== 'DELETE';
  const places = leavesOf({ ...frame, body: hasBody ? frame.body : undefined });
  const { path, query, body } = withText(frame, places[turn % places.length] ?? [], text) as Frame;
  const given = [...path];
  const address = operation.path.replaceAll(/\{\w+\}/g, () =>
    encodeURIComponent(String(given.shift())),
  );
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return {
    target: search ? `${address}?${search}` : address,
    body: hasBody ? JSON.stringify(body ?? {}) : undefined,
  };
}

function faultOf({ status, headers, text: answer }: WireAnswer, text: string): string | null {
  if (status >= 500 || /"code":"internal_error"/.test(answer)) return 'A fault of ours';
  if (smuggled in headers) return 'A header of the caller’s';
  if (answer.includes(evaluated)) return 'Evaluated';
  if (/root:.*:0:0|DATABASE_URL=/.test(answer)) return 'A file of the machine';
  const isPage = String(headers['content-type']).startsWith('text/html');
  return isPage && /[<>"]/.test(text) && answer.includes(text) ? 'Markup of the caller’s' : null;
}

/** The tables, and how many organisations and connections there are. */
async function outline(database: TestDatabase): Promise<unknown> {
  return database.asOwner(`select
    (select string_agg(tablename, ',' order by tablename) from pg_tables where schemaname = 'public') as tables,
    (select count(*) from organizations) as organizations,
    (select count(*) from crm_integrations where credentials is not null) as connections,
    (select count(*) from api_tokens where revoked_at is null) as tokens`);
}
