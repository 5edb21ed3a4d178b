/** The page on which a person lets an app in, as Salesforce shows it after login. */
import { escapeHtml } from '../../public-sources/html.ts';
import type { OAuthClient } from '../options.ts';
import type { Org } from '../org/org.ts';

/** What Salesforce calls the scopes on its page. */
const wordings: Readonly<Record<string, string>> = {
  api: 'Manage user data via APIs',
  refresh_token: 'Perform requests at any time',
  offline_access: 'Perform requests at any time',
};

export interface ConsentUser {
  readonly id: string;
  readonly name: string;
  readonly username: string;
}

/** Who of an org may sit at the page. */
export function usersOf(org: Org): ConsentUser[] {
  return org.records
    .all('User')
    .filter(({ isDeleted, values }) => !isDeleted && values.get('IsActive') === true)
    .map(({ id, values }) => ({
      id,
      name: String(values.get('Name') ?? ''),
      username: String(values.get('Username') ?? ''),
    }));
}

/** @param asked the query of the consent address, which the form sends on */
export function consentPage(org: Org, client: OAuthClient, asked: URLSearchParams): string {
  const app = escapeHtml(client.name ?? client.clientId);
  const hidden = [...asked].map(
    ([name, value]) =>
      `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const scopes = (asked.get('scope') ?? 'api refresh_token').split(' ').map((scope) => {
    const wording = wordings[scope] ?? scope;
    return `<li>${escapeHtml(wording)} <code>${escapeHtml(scope)}</code></li>`;
  });
  const users = usersOf(org).map(
    ({ id, name, username }) =>
      `<option value="${escapeHtml(id)}">${escapeHtml(name)}${username && ` (${escapeHtml(username)})`}</option>`,
  );
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Allow access? | Salesforce stand-in</title>
<style>${styles}</style>
</head>
<body>
<main>
<svg class="logo" viewBox="0 0 48 34" role="img" aria-label="Salesforce stand-in"><path d="M14 32a9 9 0 0 1-2-17.8A11 11 0 0 1 32 8a10 10 0 0 1 5 24z"/></svg>
<form method="post" action="/services/oauth2/authorize">
${hidden.join('\n')}
<h1>Allow access?</h1>
<p><strong>${app}</strong> is asking to:</p>
<ul>
${scopes.join('\n')}
</ul>
<p class="org">Org: <strong>${escapeHtml(org.name)}</strong>${org.isSandbox ? ' (sandbox)' : ''} <code>${org.id}</code></p>
<label for="user">Logged in as</label>
<select id="user" name="standin_user">
${users.join('\n')}
</select>
<div class="answers">
<button name="standin_answer" value="deny">Deny</button>
<button name="standin_answer" value="allow" class="allow">Allow</button>
</div>
<p class="note">To revoke access later, go to Connected Apps OAuth Usage in Setup. This org is fictional and stays on this machine.</p>
</form>
</main>
</body>
</html>
`;
}

const styles = `
body { margin: 0; background: #f3f3f3; color: #2e2e2e; font: 14px/1.5 system-ui, sans-serif; }
main { box-sizing: border-box; max-width: 464px; margin: 0 auto; padding: 32px 16px; }
.logo { display: block; width: 72px; margin: 0 auto 16px; fill: #066afe; }
form { padding: 24px; background: #fff; border: 1px solid #c9c9c9; border-radius: 8px; }
h1 { margin: 0 0 12px; font-size: 20px; line-height: 1.25; }
p { margin: 0 0 12px; }
ul { margin: 0 0 16px; padding-left: 20px; }
li { margin-bottom: 4px; }
code { color: #5c5c5c; font-size: 12px; overflow-wrap: anywhere; }
label { display: block; margin-bottom: 4px; font-weight: 600; }
select { box-sizing: border-box; width: 100%; height: 36px; padding: 0 8px; border: 1px solid #5c5c5c; border-radius: 6px; background: #fff; color: inherit; font: inherit; }
.answers { display: flex; flex-wrap: wrap; gap: 12px; margin: 20px 0 16px; }
button { flex: 1; min-width: 120px; min-height: 40px; padding: 0 16px; border: 1px solid #066afe; border-radius: 20px; background: #fff; color: #0250d9; font: inherit; font-weight: 600; cursor: pointer; }
button.allow { background: #066afe; color: #fff; }
button:hover { background: #eef4ff; }
button.allow:hover { background: #0250d9; }
:focus-visible { outline: 3px solid #022ac0; outline-offset: 2px; }
.note { margin: 0; color: #5c5c5c; font-size: 12px; }
`;
