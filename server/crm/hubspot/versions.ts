/**
 * The one place that knows HubSpot API versions. The official client ships v3 and v4 paths only; each
 * is rewritten to its dated twin before it is sent, and a path without one is refused rather than
 * sent to a version that is about to end.
 * https://developers.hubspot.com/docs/developer-tooling/platform/versioning
 */
export const apiVersion = '2026-09';

const datedPaths: readonly (readonly [shipped: RegExp, dated: string])[] = [
  [/^\/crm\/v[34]\/objects(?=\/|$)/, `/crm/objects/${apiVersion}`],
  [/^\/crm\/v4\/associations(?=\/|$)/, `/crm/associations/${apiVersion}`],
  [/^\/crm\/v3\/(properties|pipelines|owners|lists)(?=\/|$)/, `/crm/$1/${apiVersion}`],
  [/^\/settings\/v3\/users(?=\/|$)/, `/settings/users/${apiVersion}`],
  [/^\/automation\/v4\/actions\/callbacks(?=\/|$)/, `/automation/actions/callbacks/${apiVersion}`],
];

/**
 * The address with its path in the dated form, query kept, trailing slash removed.
 * @throws Error when there is no dated twin
 */
export function datedUrl(address: string): string {
  const url = new URL(address);
  const rule = datedPaths.find(([shipped]) => shipped.test(url.pathname));
  if (!rule) throw new Error(`HubSpot path ${url.pathname} has no ${apiVersion} form.`);
  url.pathname = url.pathname.replace(rule[0], rule[1]).replace(/\/$/, '');
  return url.toString();
}
