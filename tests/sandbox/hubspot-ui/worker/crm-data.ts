/**
 * The data runners behind `useCrmProperties`, `useAssociations` and `useCrmSearch`. Each answers like a
 * Response whose `json()` holds either `error` or `data` with `cleanup`; a function cannot be in JSON,
 * so a real Response would not do.
 */
import type { CrmProperties, Settled } from '../extension/protocol.ts';
import { subscribeCrmProperties } from './actions.ts';
import { page, unwrap } from './page.ts';

interface HookOptions {
  propertiesToFormat?: string[] | 'all';
  formattingOptions?: unknown;
}

interface DataAnswer {
  json(): Promise<{ data?: unknown; cleanup?: () => void; error?: string }>;
}

/** The record's properties now, and again after each change until `cleanup`. */
export async function fetchCrmProperties(
  names: string[],
  onUpdate: (properties: CrmProperties) => void,
  options: HookOptions = {},
): Promise<DataAnswer> {
  const settled = await page.fetchCrmProperties(names);
  if ('error' in settled) return refused(settled.error.message);
  const cleanup = await subscribeCrmProperties(names, (properties) => {
    void formatted(properties, options).then(onUpdate);
  });
  return answered(await formatted(settled.value, options), cleanup);
}

export async function fetchAssociations(
  request: unknown,
  options: HookOptions = {},
): Promise<DataAnswer> {
  return fromSettled(await page.fetchAssociations({ ...Object(request), ...options }));
}

export async function fetchCrmSearch(
  request: unknown,
  options: HookOptions = {},
): Promise<DataAnswer> {
  return fromSettled(await page.fetchCrmSearch({ ...Object(request), ...options }));
}

export async function formatCrmProperties(request: unknown): Promise<Response> {
  return Response.json(unwrap(await page.formatCrmProperties(request)));
}

export async function fetchHubSpotApi(request: unknown): Promise<unknown> {
  return unwrap(await page.fetchHubSpotApi(request));
}

async function formatted(
  properties: CrmProperties,
  { propertiesToFormat, formattingOptions }: HookOptions,
): Promise<CrmProperties> {
  if (!propertiesToFormat) return properties;
  const wanted = Object.entries(properties).filter(
    ([name]) => propertiesToFormat === 'all' || propertiesToFormat.includes(name),
  );
  const request = { propertiesList: [Object.fromEntries(wanted)], formattingOptions };
  const [answer] = unwrap(await page.formatCrmProperties(request)) as CrmProperties[];
  return { ...properties, ...answer };
}

function fromSettled(settled: Settled<unknown>): DataAnswer {
  return 'error' in settled ? refused(settled.error.message) : answered(settled.value, () => {});
}

function answered(data: unknown, cleanup: () => void): DataAnswer {
  return { json: async () => ({ data, cleanup }) };
}

function refused(error: string): DataAnswer {
  return { json: async () => ({ error }) };
}
