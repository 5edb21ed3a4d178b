import { describe, expect, it } from 'vitest';
import {
  requireLoginUrl,
  salesforceLoginUrl,
} from '../../../server/crm/salesforce/oauth/login-url.ts';

const usual = 'https://login.salesforce.com';
const standin = 'http://127.0.0.1:4711';

describe('where an org logs in', () => {
  it.each([
    [{ environment: 'production' }, usual, usual],
    [{ environment: 'sandbox' }, usual, 'https://test.salesforce.com'],
    [{ environment: 'production' }, standin, standin],
    [{ environment: 'sandbox' }, standin, standin],
    [
      { environment: 'sandbox', myDomain: 'https://acme.my.salesforce.com' },
      usual,
      'https://acme.my.salesforce.com',
    ],
    [{ environment: 'production', myDomain: standin }, standin, standin],
  ] as const)('for %o, with orgs usually at %s, is %s', (choice, configured, expected) => {
    expect(salesforceLoginUrl(choice, configured)).toBe(expected);
  });

  it.each([
    ['https://login.salesforce.com/', usual],
    ['https://test.salesforce.com', 'https://test.salesforce.com'],
    ['https://acme.my.salesforce.com/', 'https://acme.my.salesforce.com'],
    ['https://ACME.my.salesforce.com', 'https://acme.my.salesforce.com'],
    ['https://acme--uat.sandbox.my.salesforce.com', 'https://acme--uat.sandbox.my.salesforce.com'],
    [
      'https://acme-dev-ed.develop.my.salesforce.com',
      'https://acme-dev-ed.develop.my.salesforce.com',
    ],
    [
      'https://acme--uat.sandbox.my.salesforce-setup.com',
      'https://acme--uat.sandbox.my.salesforce.com',
    ],
  ])('is %s as %s', (address, origin) => {
    expect(requireLoginUrl(address, usual)).toBe(origin);
  });

  it.each([
    'http://login.salesforce.com',
    'http://acme.my.salesforce.com',
    'https://acme.my.salesforce.com:8443',
    'https://acme.my.salesforce.com/services/oauth2/token',
    'https://acme.my.salesforce.com/?next=x',
    'https://acme.my.salesforce.com/#x',
    'https://acme.my.salesforce.com@evil.example',
    'https://admin:secret@acme.my.salesforce.com',
    'https://acme.my.salesforce.com.evil.example',
    'https://acme.my.salesforce.com.',
    'https://evil.example/acme.my.salesforce.com',
    'https://evilmy.salesforce.com',
    'https://my.salesforce.com',
    'https://a.b.c.my.salesforce.com',
    'https://-acme.my.salesforce.com',
    'https://acme.lightning.force.com',
    'https://help.salesforce.com',
    'https://127.0.0.1',
    'https://169.254.169.254',
    'https://[::ffff:127.0.0.1]',
    'https://2130706433',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'login.salesforce.com',
    '',
  ])('is not %j', (address) => {
    expect(() => requireLoginUrl(address, usual)).toThrow(
      expect.objectContaining({ code: 'invalid_login_url', status: 400 }),
    );
  });

  it('is this machine only where the configuration says so, and only at that port', () => {
    expect(() => requireLoginUrl(standin, usual)).toThrow('My Domain');
    expect(() => requireLoginUrl('http://127.0.0.1:4712', standin)).toThrow('My Domain');
    expect(() => requireLoginUrl(`${standin}/path`, standin)).toThrow('My Domain');
  });
});
