/** Pages that a browser shows while somebody installs or connects. Nothing in them is run. */
import { createHash } from 'node:crypto';

/** Markup that is safe as it stands. Only `html` makes it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup with values in it: text is escaped, other markup is not, null is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(
    strings.reduce((text, part, index) => `${text}${toText(values[index - 1] ?? null)}${part}`),
  );
}

type HtmlValue = string | Html | readonly Html[] | null;

function toText(value: HtmlValue): string {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string')
    return value.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '');
  return value.map(({ text }) => text).join('');
}

const style = `
:root{color-scheme:light dark;--ink:#16202c;--soft:#54616f;--paper:#fff;--ground:#f3f5f8;--line:#d8dee6;--link:#0b5cab;--good:#1b7f4b;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#eef2f6;--soft:#aab6c2;--paper:#18212b;--ground:#0f161d;--line:#33404d;--link:#8ac2ff;--good:#63d297;--bad:#ff8a80}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
main{width:min(38rem,100%);background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:2rem}
.brand{margin:0 0 1.5rem;font-weight:700;letter-spacing:.01em;color:var(--soft)}
h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.25}
h1.good::before,h1.bad::before{display:inline-block;width:1.6rem}
h1.good::before{content:"\\2713"/"";color:var(--good)}
h1.bad::before{content:"!"/"";color:var(--bad)}
h2{margin:1.5rem 0 .5rem;font-size:1rem}
p{margin:0 0 .75rem}
ol,ul{margin:0 0 .75rem;padding-left:1.25rem}
li{margin:.25rem 0}
a{color:var(--link)}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.5rem 0 0}
.button{display:inline-block;padding:.6rem 1.1rem;border-radius:.4rem;border:1px solid var(--link);background:var(--link);color:var(--paper);font-weight:600;text-decoration:none}
.button.plain{background:none;color:var(--link)}
.button:focus-visible,a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.note{color:var(--soft);font-size:.9rem}
`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** For `Content-Security-Policy`: this page's own style and nothing else. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A whole page. */
export function page(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · oppSpot</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<p class="brand">oppSpot SmartSync</p>
${content}
</main>
</body>
</html>
`.text;
}
