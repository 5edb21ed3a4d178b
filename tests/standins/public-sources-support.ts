import { request } from 'undici';
import type { PublicSources } from '../sandbox/public-sources/public-sources.ts';

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  json(): unknown;
}

export async function get(
  url: string,
  options: { headers?: Record<string, string>; method?: 'GET' | 'HEAD' | 'POST' | 'DELETE' } = {},
): Promise<Got> {
  const answer = await request(url, {
    method: options.method ?? 'GET',
    headers: options.headers ?? {},
  });
  const text = await answer.body.text();
  return { status: answer.statusCode, headers: answer.headers, text, json: () => JSON.parse(text) };
}

export function basic(userAndPassword: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(userAndPassword).toString('base64')}` };
}

/** Asks the register with the right key. */
export function askRegister(sources: PublicSources, path: string): Promise<Got> {
  return get(`${sources.companiesHouseUrl}${path}`, {
    headers: basic(`${sources.companiesHouseApiKey}:`),
  });
}

/** Asks a website by its name. */
export function visit(sources: PublicSources, host: string, path = '/'): Promise<Got> {
  return get(`${sources.siteOrigin}${path}`, { headers: { host } });
}
