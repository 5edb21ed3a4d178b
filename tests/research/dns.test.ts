import { describe, expect, it, onTestFinished } from 'vitest';
import { dnsEvidence } from '../../server/research/providers/dns/evidence.ts';
import { createDnsReader, dnsResolver } from '../../server/research/providers/dns/records.ts';
import { evidence } from '../../shared/evidence/evidence.ts';
import { type DnsZone, startDnsServer } from '../sandbox/public-sources/dns-server.ts';
import { testRuntime } from './support/runtime.ts';

async function reader(zones: Record<string, DnsZone>) {
  const server = await startDnsServer(new Map(Object.entries(zones)));
  onTestFinished(() => server.close());
  return createDnsReader(dnsResolver([server.address]), testRuntime());
}

async function texts(zone: DnsZone, more: Record<string, DnsZone> = {}) {
  const records = await (await reader({ 'brightpath.example': zone, ...more })).read(
    'brightpath.example',
  );
  if (!records) throw new Error('the domain does not exist');
  const found = dnsEvidence(records);
  for (const item of found) evidence.parse(item);
  return found.map(({ text }) => text);
}

describe('what a domain’s records say', () => {
  it('mail exchangers tell who keeps the mail', async () => {
    expect(await texts({ mx: ['brightpath-example.mail.protection.outlook.com'] })).toEqual([
      'brightpath.example has set up Microsoft 365 for its mail.',
    ]);
    expect(await texts({ mx: ['eu-smtp-inbound-1.mimecast.com'] })).toEqual([
      'brightpath.example has set up Mimecast for its mail.',
    ]);
  });

  it('texts tell whom the domain was proved to', async () => {
    expect(
      await texts({
        txt: [
          'stripe-verification=3b1c',
          'atlassian-domain-verification=abc',
          'docusign=1b0a6754',
          'google-site-verification=xyz',
          'a stripe-verification=1 in the middle proves nothing',
        ],
      }),
    ).toEqual([
      'brightpath.example has verified itself with Stripe.',
      'brightpath.example has verified itself with Atlassian.',
      'brightpath.example has verified itself with DocuSign.',
    ]);
  });

  it('the sender policy tells who sends mail, also in pieces and behind a redirect', async () => {
    expect(
      await texts({
        txt: [
          ['v=spf1 include:_spf.sales', 'force.com include:1234567.spf01.hubspotemail.net -all'],
        ],
      }),
    ).toEqual([
      'brightpath.example has set up HubSpot to send mail in its name.',
      'brightpath.example has set up Salesforce to send mail in its name.',
    ]);
    expect(await texts({ txt: ['v=spf1 redirect=_spf.google.com'] })).toHaveLength(1);
  });

  it('no other text is taken for a sender policy, and no other host for the vendor’s', async () => {
    expect(
      await texts({
        txt: ['we like include:sendgrid.net', 'v=spf1 include:notsendgrid.net ip4:192.0.2.1 ~all'],
        mx: ['mail.google.com.evil.example'],
      }),
    ).toEqual([]);
  });

  it('name servers and the website’s other name tell where it is hosted', async () => {
    expect(
      await texts(
        { ns: ['ada.ns.cloudflare.com', 'bob.ns.cloudflare.com'] },
        { 'www.brightpath.example': { cname: 'cname.vercel-dns.com' } },
      ),
    ).toEqual([
      'brightpath.example has set up its name servers with Cloudflare.',
      'brightpath.example has set up its website with Vercel.',
    ]);
  });

  it('a service with several traces is told once', async () => {
    expect(
      await texts({
        mx: ['aspmx.l.google.com', 'alt1.aspmx.l.google.com'],
        txt: ['v=spf1 include:_spf.google.com ~all'],
      }),
    ).toEqual(['brightpath.example has set up Google Workspace for its mail.']);
  });
});

describe('a domain that says nothing', () => {
  it('exists without records', async () => {
    expect(await texts({})).toEqual([]);
  });

  it('does not exist', async () => {
    expect(await (await reader({})).read('brightpath.example')).toBeNull();
  });

  it('is not told of when the name server fails or keeps silent', async () => {
    const failing = await reader({ 'brightpath.example': { fails: 'SERVFAIL' } });
    await expect(failing.read('brightpath.example')).rejects.toMatchObject({
      name: 'SourceFailure',
      late: false,
    });
    const silent = await reader({
      'brightpath.example': { fails: 'silent' },
      'www.brightpath.example': { fails: 'silent' },
    });
    await expect(silent.read('brightpath.example')).rejects.toMatchObject({ late: true });
  });
});
