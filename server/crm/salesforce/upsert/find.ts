/** Contacts by e-mail address and accounts by website or name. Queries see what was just written. */
import { chunksOfBytes } from '../../upsert/chunks.ts';
import { companyMatch } from '../../upsert/company-match.ts';
import type { Match, Wanted } from '../../upsert/desk.ts';
import { domainIn } from '../../upsert/domain.ts';
import type { EntityObject, FoundRecord } from '../../upsert/entity.ts';
import type { SalesforceClient } from '../client.ts';
import { toId18 } from '../ids.ts';
import { objectNames, recordUrl } from '../links.ts';
import { ask, type Row, textIn } from '../query.ts';
import type { OrgSchema } from '../schema.ts';
import { inList, quoted } from '../soql.ts';
import { decodeValue } from '../values.ts';

/** Queries travel in addresses, which may have 16,384 bytes once everything in them is encoded. */
const longestList = 5_000;

const standing = {
  contact: ['Id', 'Name', 'Email', 'AccountId'],
  company: ['Id', 'Name', 'Website', 'IsPersonAccount'],
} as const satisfies Record<EntityObject, readonly string[]>;

/** Reads records that meet a condition; all conditions together go in as few calls as there can be. */
export async function readWhere(
  client: SalesforceClient,
  schema: OrgSchema,
  object: EntityObject,
  fields: readonly string[],
  conditions: readonly string[],
): Promise<FoundRecord[]> {
  if (conditions.length === 0) return [];
  const described = schema.object(objectNames[object]);
  const names = [...standing[object], ...fields].map((name) => described?.field(name)?.name);
  const selected = [...new Set(names.filter((name) => name !== undefined))];
  const select = `SELECT ${selected.join(', ')} FROM ${objectNames[object]} WHERE`;
  const questions = conditions.map((condition, index) => ({
    name: `upsert${index}`,
    soql: `${select} ${condition}`,
  }));
  const answers = await ask(client, questions);
  const rows = questions.flatMap(({ name }) => {
    const answer = answers.get(name);
    if (answer && !answer.ok) throw answer.error;
    return answer?.rows ?? [];
  });
  const records = rows
    .filter((row) => row.IsPersonAccount !== true)
    .map((row) => toFound(client, object, row, selected));
  return [...new Map(records.map((record) => [record.ref.id, record])).values()];
}

function toFound(
  client: SalesforceClient,
  object: EntityObject,
  row: Row,
  fields: readonly string[],
): FoundRecord {
  const id = toId18(textIn(row, 'Id') ?? '') ?? '';
  return {
    ref: { object, id },
    url: recordUrl(client.origin(), objectNames[object], id),
    values: Object.fromEntries(fields.map((name) => [name, decodeValue(row[name])])),
    email: object === 'contact' ? (textIn(row, 'Email')?.toLowerCase() ?? null) : null,
    name: textIn(row, 'Name'),
    domain: object === 'company' ? domainIn(textIn(row, 'Website')) : null,
    companyId: object === 'contact' ? textIn(row, 'AccountId') : null,
  };
}

/** @throws CrmError */
export async function findRecords(
  client: SalesforceClient,
  schema: OrgSchema,
  object: EntityObject,
  wanted: readonly Wanted[],
  fields: readonly string[],
): Promise<Map<string, Match>> {
  const said = (pick: (wanted: Wanted['identity']) => string | null) =>
    wanted.flatMap(({ identity }) => pick(identity) ?? []);
  const lists = (values: readonly string[], overhead: number) =>
    chunksOfBytes(values, longestList, overhead);
  const conditions =
    object === 'contact'
      ? lists(
          said(({ email }) => email),
          6,
        ).map((some) => inList('Email', some))
      : [
          ...lists(
            said(({ domain }) => domain),
            30,
          ).map((some) =>
            some.map((domain) => `Website LIKE ${quoted(`%${domain}%`)}`).join(' OR '),
          ),
          ...lists(
            said(({ name }) => name),
            6,
          ).map((some) => inList('Name', some)),
        ];
  const found = await readWhere(client, schema, object, fields, conditions);
  return new Map(wanted.map((one) => [one.key, matchOf(one, found)]));
}

function matchOf({ identity }: Wanted, found: readonly FoundRecord[]): Match {
  const { object, email, domain, name } = identity;
  if (object === 'contact') {
    return { ok: true, by: 'email', records: found.filter((one) => one.email === email) };
  }
  return companyMatch({ domain, name }, found);
}
