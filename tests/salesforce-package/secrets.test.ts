import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ComponentSet, MetadataConverter } from '@salesforce/source-deploy-retrieve';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { home } from '../../salesforce-package/checks/project.ts';
import { salesforceScopes } from '../../server/crm/salesforce/scopes.ts';
import { allOf, children, one, text } from './package.ts';

describe('The signing key', () => {
  it('is in a setting that only the Apex of the package reads', () => {
    const setting = one('object', 'OppSpot_Key__c');
    expect(text(setting, 'customSettingsType')).toBe('Hierarchy');
    expect(text(setting, 'visibility')).toBe('Protected');
  });

  it('fits: 32 bytes in base64', () => {
    const length = Number(text(one('field', 'OppSpot_Key__c.Signing_Key__c'), 'length'));
    expect(length).toBeGreaterThanOrEqual(Buffer.alloc(32).toString('base64').length);
  });
});

describe('The API key', () => {
  const credential = one('externalCredential', 'OppSpot_API');
  const parameters = children(credential, 'externalCredentialParameters');

  it('is merged into a header by Salesforce, from a principal that permission sets name', () => {
    const by = (type: string) => parameters.find((one) => text(one, 'parameterType') === type);
    expect(text(by('NamedPrincipal') ?? {}, 'parameterName')).toBe('OrgPrincipal');
    expect(text(by('AuthHeader') ?? {}, 'parameterName')).toBe('Authorization');
    expect(text(by('AuthHeader') ?? {}, 'parameterValue')).toBe(
      "{!'Bearer ' & $Credential.OppSpot_API.ApiKey}",
    );
  });

  it('goes to one address, over TLS, and into headers only', () => {
    const named = one('namedCredential', 'OppSpot_API');
    const values = children(named, 'namedCredentialParameters');
    expect(values.map((one) => text(one, 'externalCredential')).filter(Boolean)).toEqual([
      'OppSpot_API',
    ]);
    expect(values.map((one) => text(one, 'parameterValue')).filter(Boolean)).toEqual([
      expect.stringMatching(/^https:\/\//),
    ]);
    expect(text(named, 'allowMergeFieldsInHeader')).toBe('true');
    expect(text(named, 'allowMergeFieldsInBody')).toBe('false');
  });

  it('goes to the server whose pages administrators see', () => {
    const [address = ''] = children(
      one('namedCredential', 'OppSpot_API'),
      'namedCredentialParameters',
    )
      .map((parameter) => text(parameter, 'parameterValue'))
      .filter(Boolean);
    const [values = {}] = children(one('md', 'OppSpot_Setting.App_Address'), 'values');
    expect(JSON.stringify(values)).toContain(address);
  });
});

describe('Switches', () => {
  it('can be changed by an administrator, and an upgrade leaves them alone', () => {
    expect(text(one('object', 'OppSpot_Switch__mdt'), 'visibility')).toBe('Public');
    const field = one('field', 'OppSpot_Switch__mdt.Is_On__c');
    expect(text(field, 'fieldManageability')).toBe('SubscriberControlled');
    const records = [...allOf('md')].filter(([name]) => name.startsWith('OppSpot_Switch.'));
    expect(records.map(([name]) => name)).toEqual([
      'OppSpot_Switch.Enrich_From_Card',
      'OppSpot_Switch.Enrich_From_Flow',
      'OppSpot_Switch.Enrich_From_List',
    ]);
    for (const [, record] of records) expect(text(record, 'protected')).toBe('false');
  });
});

describe('The external client app', () => {
  const [[name, app] = ['', {}]] = [...allOf('eca')];
  const [settings = {}] = [...allOf('ecaOauth').values()];

  it('asks for the scopes that the server says it needs', () => {
    const names: Record<string, string> = { Api: 'api', RefreshToken: 'refresh_token' };
    const asked = text(settings, 'commaSeparatedOauthScopes')
      .split(',')
      .map((scope) => names[scope] ?? scope);
    expect(asked).toEqual(salesforceScopes.map((scope) => scope.name));
  });

  it('is one app, made to be installed elsewhere', () => {
    expect(text(settings, 'externalClientApplication')).toBe(name);
    expect(text(app, 'distributionState')).toBe('Packaged');
  });
});

describe('What is known only when a package is built', () => {
  const values = {
    OPPSPOT_ADDRESS: 'https://oppspot.example.test',
    OPPSPOT_DEV_HUB_ORG_ID: '00D000000000001EAA',
    OPPSPOT_OAUTH_LINK: '00D000000000001EAA:888000000000001AAA',
  };

  it('is put in from the environment', async () => {
    const built = await build(values);
    expect(built('namedCredentials/OppSpot_API.namedCredential')).toContain(
      `<parameterValue>${values.OPPSPOT_ADDRESS}</parameterValue>`,
    );
    expect(built('customMetadata/OppSpot_Setting.App_Address.md')).toContain(
      `>${values.OPPSPOT_ADDRESS}</value>`,
    );
    expect(built('externalClientApps/oppSpot_SmartSync.eca')).toContain(
      `>${values.OPPSPOT_DEV_HUB_ORG_ID}:oppSpot_SmartSync</orgScopedExternalApp>`,
    );
    expect(built('extlClntAppOauthSettings/oppSpot_SmartSync_OAuth.ecaOauth')).toContain(
      `<oauthLink>${values.OPPSPOT_OAUTH_LINK}</oauthLink>`,
    );
  });

  it.each(Object.keys(values))('stops the build where %s is missing', async (name) => {
    await expect(build({ ...values, [name]: undefined })).rejects.toThrow(name);
  });
});

/** Converts as `sf package version create` does. @returns the text of a file that came out */
async function build(
  values: Record<string, string | undefined>,
): Promise<(path: string) => string> {
  const folder = mkdtempSync(join(tmpdir(), 'built-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
    vi.unstubAllEnvs();
  });
  vi.stubEnv('SF_APPLY_REPLACEMENTS_ON_CONVERT', 'true');
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
  const source = join(home, 'salesforce-package/force-app/main/default');
  const places = [
    'namedCredentials',
    'customMetadata',
    'externalClientApps',
    'extlClntAppOauthSettings',
  ];
  const set = ComponentSet.fromSource({ fsPaths: places.map((place) => join(source, place)) });
  set.projectDirectory = home;
  await new MetadataConverter().convert(set, 'metadata', {
    type: 'directory',
    outputDirectory: folder,
    genUniqueDir: false,
  });
  return (path) => readFileSync(join(folder, path), 'utf8');
}
