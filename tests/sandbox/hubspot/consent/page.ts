/** The consent page as HTML: a form that works with the keyboard and without scripts. */
import { escapeHtml } from '../../public-sources/html.ts';
import type { ConsentQuestion } from './request.ts';

export function consentPage(question: ConsentQuestion): string {
  const name = escapeHtml(question.client.name ?? question.client.clientId);
  return document(
    `Connect ${name}`,
    `<h1>Connect <strong>${name}</strong> to HubSpot</h1>
<form method="post">
${accounts(question)}
<section aria-labelledby="required">
<h2 id="required">${name} will be able to</h2>
<ul>${question.required.map((scope) => `<li>${wording(scope)}</li>`).join('')}</ul>
</section>
${optionalScopes(question)}
<div class="actions">
<button name="decision" value="connect" class="primary">Connect app</button>
<button name="decision" value="cancel">Cancel</button>
</div>
</form>`,
  );
}

/** The link cannot be followed; there is nowhere to send anybody. */
export function faultPage(sentence: string): string {
  return document(
    'Authorization failed',
    `<h1>Authorization failed</h1><p role="alert">${escapeHtml(sentence)}</p>`,
  );
}

function accounts({ portalIds }: ConsentQuestion): string {
  const [only, ...others] = portalIds;
  if (others.length === 0) {
    return `<p>Account <strong>${only}</strong></p><input type="hidden" name="portal" value="${only}">`;
  }
  const choices = portalIds.map(
    (id, index) =>
      `<label><input type="radio" name="portal" value="${id}"${index === 0 ? ' checked' : ''}> Account ${id}</label>`,
  );
  return `<fieldset><legend>Choose an account</legend>${choices.join('')}</fieldset>`;
}

function optionalScopes({ optional }: ConsentQuestion): string {
  if (optional.length === 0) return '';
  const choices = optional.map(
    (scope) =>
      `<label><input type="checkbox" name="scope" value="${escapeHtml(scope)}" checked> ${wording(scope)}</label>`,
  );
  return `<fieldset><legend>Optional permissions</legend>${choices.join('')}</fieldset>`;
}

const otherScopes = new Map([
  ['oauth', 'Know which account this is'],
  ['automation', 'Work with workflows'],
  ['crm.lists.read', 'View lists and who is in them'],
  ['settings.users.read', 'View users and their permissions'],
]);

/** `crm.objects.contacts.read` becomes “View contacts”, with its name beside it. */
function wording(scope: string): string {
  const [, area, subject, access] =
    /^crm\.(objects|schemas)\.([a-z]+)\.(read|write)$/.exec(scope) ?? [];
  const verb = access === 'write' ? 'Create and change' : 'View';
  const what = area === 'schemas' ? `the properties of ${subject}` : subject;
  const words = area ? `${verb} ${what}` : (otherScopes.get(scope) ?? '');
  return `${words} <code>${escapeHtml(scope)}</code>`;
}

function document(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>${content}</main>
<footer>A local stand-in for HubSpot’s consent page. Nothing leaves this machine.</footer>
</body>
</html>`;
}

const style = `
body { margin: 0; padding: 2rem 1rem; background: #f5f8fa; color: #33475b; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 1.5rem 2rem; background: #fff; border: 1px solid #cbd6e2; border-top: .3rem solid #ff5c35; border-radius: .25rem; }
h1 { margin: 0 0 1rem; font-size: 1.4rem; font-weight: 500; }
h2, legend { margin: 0; padding: 0; font-size: 1rem; font-weight: 600; }
section, fieldset { margin: 1.25rem 0; padding: 0; border: 0; min-width: 0; }
ul { margin: .5rem 0 0; padding-left: 1.25rem; }
label { display: block; padding: .3rem 0 .3rem 1.7rem; text-indent: -1.7rem; }
code { padding: 0 .3rem; background: #eaf0f6; border-radius: .2rem; font-size: .8rem; overflow-wrap: anywhere; }
.actions { display: flex; gap: .75rem; padding-top: 1rem; border-top: 1px solid #cbd6e2; }
button { padding: .6rem 1.4rem; border: 1px solid #506e91; border-radius: .2rem; background: #fff; color: #33475b; font: inherit; cursor: pointer; }
button.primary { border-color: #b93d1d; background: #b93d1d; color: #fff; }
button:focus-visible, input:focus-visible { outline: 3px solid #00799e; outline-offset: 2px; }
footer { max-width: 34rem; margin: 1rem auto; color: #516f90; font-size: .85rem; text-align: center; }
`;
