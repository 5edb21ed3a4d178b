/** The settings page's side of the conversation. */
import type { CardAnswer } from '../../../../shared/contract/answer.ts';
import { cardAnswer } from '../../../../shared/contract/answer.ts';
import {
  type SettingsState,
  type SettingsUpdate,
  settingsState,
} from '../../../../shared/contract/settings.ts';
import type { TenantSettings } from '../../../../shared/tenant/settings.ts';
import { asCaller, signV3 } from '../../../sandbox/hubspot/signing.ts';
import { hubspotApp, hubspotUser, type ServedHouse } from '../../../support/served-house.ts';

export const path = '/hubspot/settings';

const answer = cardAnswer(settingsState);

type Answer = CardAnswer<SettingsState>;

/** An answer held against the contract. */
async function answerOf(response: Promise<Response>): Promise<Answer> {
  const { status, headers, body } = await response.then(async (given) => ({
    status: given.status,
    headers: given.headers,
    body: (await given.json()) as unknown,
  }));
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  if (headers.get('cache-control') !== 'no-store') throw new Error('The answer may be cached.');
  return answer.parse(body) as Answer;
}

/** The state of an answer that is one. */
export async function stateOf(response: Promise<Response>): Promise<SettingsState> {
  const given = await answerOf(response);
  if (!given.ok) throw new Error(JSON.stringify(given.error));
  return given.data;
}

/** The refusal of an answer that is one. */
export async function refusalOf(response: Promise<Response>) {
  const given = await answerOf(response);
  if (given.ok) throw new Error('It was not refused.');
  return given.error;
}

export const opened = (house: ServedHouse) => stateOf(house.card('GET', path));

type Change = (settings: TenantSettings) => unknown;

/** What the page sends when somebody changes the settings it shows. */
export function changed(
  { version, settings }: SettingsState,
  change: Change,
  suppressEmails?: string[],
): SettingsUpdate {
  const draft = structuredClone(settings);
  change(draft);
  return { version, settings: draft, ...(suppressEmails && { suppressEmails }) };
}

/** Opens the page, changes the settings and saves. */
export async function save(house: ServedHouse, change: Change, suppressEmails?: string[]) {
  const update = changed(await opened(house), change, suppressEmails);
  return house.card('POST', path, update);
}

/** The same as `house.card`, for somebody else. */
export function askAs(
  house: ServedHouse,
  caller: { portalId?: number; userId?: string; appId?: string },
  method: 'GET' | 'POST',
  target: string,
  given?: unknown,
): Promise<Response> {
  const body = given === undefined ? undefined : JSON.stringify(given);
  const url = asCaller(`${hubspotApp.baseUrl}${target}`, {
    ...hubspotUser,
    portalId: house.hubspot.portalId,
    appId: hubspotApp.appId,
    ...caller,
  });
  const headers = signV3({ method, url, body }, hubspotApp.clientSecret, Date.now());
  return house.send(method, url.slice(hubspotApp.baseUrl.length), headers, body);
}
