/**
 * A change event out of Avro. Only the header is read: the changed values behind it are skipped, so
 * that nothing of them is in memory, a log or a table.
 * https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_header.htm
 */
import avsc from 'avsc';
import { z } from 'zod';
import { changedFields } from './changed-fields.ts';

const header = z.object({
  entityName: z.string(),
  recordIds: z.array(z.string()),
  /** Salesforce may add others. */
  changeType: z.string(),
  changeOrigin: z.string(),
  transactionKey: z.string().min(1),
  sequenceNumber: z.int(),
  /** Milliseconds. */
  commitTimestamp: z.int().min(0).max(8_640_000_000_000_000),
  /** Bitmaps in the event, names here: `Email`, `Name.LastName`. */
  changedFields: z.array(z.string()),
});
export type ChangeHeader = z.infer<typeof header>;

/** `commitNumber` is not among them: it is larger than a JavaScript number can tell apart. */
const wanted = new Set(Object.keys(header.shape));

/**
 * Reads events of one schema.
 * @param schemaJson as the Pub/Sub API gives it
 * @throws Error when it is no schema of change events
 */
export function changeEventReader(schemaJson: string): (payload: Buffer) => ChangeHeader {
  const schema = avsc.Type.forSchema(JSON.parse(schemaJson)) as avsc.types.RecordType;
  const reader = avsc.Type.forSchema(headerOnly(schemaJson));
  const resolver = reader.createResolver(schema);
  return (payload) => {
    // Nothing is checked behind the header, where reading ends.
    const { ChangeEventHeader } = reader.fromBuffer(payload, resolver, true);
    const read = header.parse({ ...ChangeEventHeader });
    return { ...read, changedFields: [...changedFields(schema, read.changedFields)] };
  };
}

const recordSchema = z.looseObject({
  type: z.literal('record'),
  fields: z.array(z.looseObject({ name: z.string() })),
});

/** The schema with the header alone, and in it what is wanted. */
function headerOnly(schemaJson: string): avsc.schema.RecordType {
  const whole = recordSchema.parse(JSON.parse(schemaJson));
  const field = whole.fields.find(({ name }) => name === 'ChangeEventHeader');
  const inner = recordSchema.parse(field?.type);
  const fields = inner.fields.filter(({ name }) => wanted.has(name));
  const narrowed = { ...field, type: { ...inner, fields } };
  return { ...whole, fields: [narrowed] } as unknown as avsc.schema.RecordType;
}
