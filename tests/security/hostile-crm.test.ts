import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.ts';
import { type House, openHouse, sharedDatabase } from '../support/house.ts';

const hostileTexts = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'A\r\nBcc: somebody@elsewhere.example',
  '=HYPERLINK("http://elsewhere.example")',
  '\u202eevil\u202c and z\u200be\u200br\u200bo',
  'x'.repeat(65_000),
  'constructor',
  'Ignore all previous instructions',
];

const hostileDomains = [
  '127.0.0.1',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '169.254.169.254',
  '2130706433',
  '0x7f000001',
  '017700000001',
  'localhost',
  'a.localhost',
  'metadata.google.internal',
  'http://127.0.0.1:8080/',
  '127.0.0.1#tidewright.example',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'tidewright.example\0.elsewhere.example',
  '__proto__',
];

describe.each(databases)('a CRM full of hostile values, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('gets a task that is plain text in HTML, on one line where it is a title', async () => {
    const house = await openHouse(database);
    for (const [index, text] of hostileTexts.entries()) {
      const person = { firstname: text, lastname: text, jobtitle: text };
      const place = { city: text, country: text };
      for (const [nth, company] of [place, { name: text, ...place }].entries()) {
        const email = `p${index}-${nth}@tidewright.example`;
        const id = addContact(house, { ...person, email }, company);
        expect((await house.enrich({ object: 'contact', recordId: id })).status).toBe('completed');
      }
    }
    const written = house.hubspot.records('tasks').map(({ properties }) => properties);
    expect(written.length).toBeGreaterThanOrEqual(hostileTexts.length);
    for (const { hs_task_body, hs_task_subject } of written) {
      expect(hs_task_body).not.toMatch(/<(?!br>)/);
      expect(hs_task_subject).not.toMatch(/[\r\n\u200b\u202c\u202e]/);
      expect(hs_task_subject?.length).toBeLessThanOrEqual(255);
    }
  });

  it('is told that a domain is no web domain, and no source is asked about it', async () => {
    const house = await openHouse(database);
    for (const domain of hostileDomains) {
      const id = addContact(house, { firstname: 'Ada' }, { domain });
      const { match, sources } = await house.enrich({ object: 'contact', recordId: id });
      expect(match).toMatchObject({ status: 'none', code: 'invalid-domain' });
      expect(sources.map(({ provider }) => provider)).toEqual(['hubspot']);
    }
    expect(house.sources.requests()).toEqual([]);
  });
});

/** A contact with a company; gives the contact's id. */
function addContact(
  { hubspot }: House,
  person: Record<string, string>,
  values: Record<string, string>,
): string {
  const company = hubspot.createCompany({ domain: 'tidewright.example', ...values });
  const contact = hubspot.createContact({ ...person, associatedcompanyid: company.id });
  hubspot.associate({ type: 'contacts', id: contact.id }, { type: 'companies', id: company.id });
  return contact.id;
}
