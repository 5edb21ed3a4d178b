import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { TenantSettings } from '../../../shared/tenant/settings.ts';
import { databases } from '../../support/databases.ts';
import { asked, sharedDatabase } from '../../support/house.ts';
import { hubspotUser, openServedHouse, type ServedHouse } from '../../support/served-house.ts';
import { askAs, changed, opened, path, refusalOf, save, stateOf } from './support/page.ts';

const email = 'Someone.Private@Customer.example';
const hash = createHash('sha256').update(email.toLowerCase()).digest('hex');

interface StoredChange {
  readonly organization_id: string;
  readonly actor_kind: string;
  readonly actor_id: string;
  readonly source: string;
  readonly before: unknown;
  readonly after: unknown;
}

const dealFrom =
  (deal: number) =>
  ({ thresholds }: TenantSettings) => {
    thresholds.deal = deal;
  };

const history = (house: ServedHouse) =>
  house.database.asOwner<StoredChange>(
    "select organization_id, actor_kind, actor_id, source, before, after from audit_events where organization_id = $1 and action = 'settings.changed' order by occurred_at",
    [house.tenant.organizationId],
  );

describe.each(databases)('saving the settings on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('keeps what was changed and answers with what is kept', async () => {
    const house = await openServedHouse(shared);
    const before = await opened(house);
    const after = await stateOf(
      save(house, (settings) => {
        settings.thresholds.deal = 55;
        settings.automation.createDeals = false;
        settings.fieldPolicies.company_city = 'never';
        settings.deals.pipeline = 'default';
        settings.deals.stage = 'qualifiedtobuy';
      }),
    );
    expect(after.settings).toEqual({
      ...before.settings,
      thresholds: { deal: 55, match: 0.7 },
      automation: { ...before.settings.automation, createDeals: false },
      fieldPolicies: { company_city: 'never' },
      deals: { pipeline: 'default', stage: 'qualifiedtobuy', repeatAfterDays: 180 },
    });
    expect(after.version).not.toBe(before.version);
    expect(await opened(house)).toEqual(after);
  });

  it('asks HubSpot for no list that was just shown', async () => {
    const house = await openServedHouse(shared);
    const page = await opened(house);
    house.hubspot.clearRequests();
    const update = changed(page, (settings) => {
      settings.assignment.reverse();
      settings.tasks.dueInHours = 4;
    });
    const saved = await stateOf(house.card('POST', path, update));
    expect(saved.settings.assignment[0]?.id).toBe('abroad');
    // Only whether the person may.
    expect(house.hubspot.requests().map(({ path }) => path)).toEqual([
      expect.stringContaining('/settings/users/'),
    ]);
  });

  it('works in the next enrichment, in every process', async () => {
    const house = await openServedHouse(shared);
    const other = await house.another();
    const preview = asked({ object: 'contact', recordId: '1001', mode: 'preview' });
    const first = await other.services.sync.enrich(house.tenant, preview);
    expect(first.plan.deal).not.toBeNull();
    await stateOf(
      save(house, (settings) => {
        settings.automation.createDeals = false;
      }),
    );
    for (const { sync } of [other.services, house.services]) {
      const next = await sync.enrich(house.tenant, { ...preview, refresh: true });
      expect(next.plan.deal).toBeNull();
      expect(next.plan.skipped).toContainEqual(
        expect.objectContaining({ action: 'deal', code: 'switched-off' }),
      );
    }
  });

  it('keeps of e-mail addresses their hashes, and of the rest one spelling', async () => {
    const house = await openServedHouse(shared);
    const { settings } = await stateOf(
      save(
        house,
        (draft) => {
          draft.suppression.domains.push('https://www.Quiet.example/about', 'quiet.example');
          draft.idealCustomer.countries = ['gb', 'GB', 'no'];
          draft.idealCustomer.technologies = [' HubSpot ', 'HubSpot'];
        },
        [email, email.toUpperCase()],
      ),
    );
    expect(settings.suppression.emailHashes).toHaveLength(2);
    expect(settings.suppression.emailHashes).toContain(hash);
    expect(settings.suppression.domains).toEqual(['hushwood.example', 'quiet.example']);
    expect(settings.idealCustomer).toMatchObject({
      countries: ['GB', 'NO'],
      technologies: ['HubSpot'],
    });
    const kept = JSON.stringify([
      await house.database.asOwner('select * from organizations'),
      await house.database.asOwner('select * from audit_events'),
      house.logs(),
    ]);
    for (const text of [kept, house.webLog()]) {
      expect(text.toLowerCase()).not.toContain(email.toLowerCase());
    }
  });

  it('notes who changed what, and of suppressed addresses only how many', async () => {
    const house = await openServedHouse(shared);
    await save(house, dealFrom(60), [email]);
    await save(house, ({ suppression }) => void suppression.emailHashes.splice(0));
    const changes = await history(house);
    expect(changes).toEqual([
      {
        organization_id: house.tenant.organizationId,
        actor_kind: 'crm-user',
        actor_id: hubspotUser.userId,
        source: 'hubspot-settings',
        before: {
          thresholds: { deal: 70, match: 0.7 },
          suppression: expect.objectContaining({ emailAddresses: 1 }),
        },
        after: {
          thresholds: { deal: 60, match: 0.7 },
          suppression: expect.objectContaining({ emailAddresses: 2 }),
        },
      },
      expect.objectContaining({
        before: { suppression: expect.objectContaining({ emailAddresses: 2 }) },
        after: { suppression: expect.objectContaining({ emailAddresses: 0 }) },
      }),
    ]);
    expect(JSON.stringify(changes)).not.toContain(hash);
  });

  it('leaves the history to be read and added to, and nothing else', async () => {
    const house = await openServedHouse(shared);
    await save(house, dealFrom(60));
    const { organizationId } = house.tenant;
    const removal = house.database.withOrganization(organizationId, (trx) =>
      trx.deleteFrom('audit_events').execute(),
    );
    await expect(removal).rejects.toMatchObject({ code: '42501' });
    const revision = house.database.withOrganization(organizationId, (trx) =>
      trx.updateTable('audit_events').set({ actor_id: 'x' }).execute(),
    );
    await expect(revision).rejects.toMatchObject({ code: '42501' });
    expect(await history(house)).toHaveLength(1);
  });

  describe('while somebody else saves', () => {
    it('is refused, and nothing of it is kept', async () => {
      const house = await openServedHouse(shared);
      const page = await opened(house);
      const mine = changed(page, dealFrom(60));
      const theirs = changed(page, ({ tasks }) => Object.assign(tasks, { dueInHours: 8 }));
      const kept = await stateOf(askAs(house, { userId: '9002' }, 'POST', path, theirs));
      const refusal = await refusalOf(house.card('POST', path, mine));
      expect(refusal).toMatchObject({ code: 'settings_changed', retryable: false, faults: [] });
      expect(refusal.message).toContain('Load the newest settings');
      expect(await opened(house)).toEqual(kept);
      expect(await history(house)).toEqual([expect.objectContaining({ actor_id: '9002' })]);
    });

    it('one of several saves at the same moment is kept, whole', async () => {
      const house = await openServedHouse(shared);
      const page = await opened(house);
      const answers = await Promise.all(
        [51, 52, 53, 54].map(async (deal) => {
          const update = changed(page, dealFrom(deal));
          const response = await house.card('POST', path, update);
          return (await response.json()) as { ok: boolean; error?: { code: string } };
        }),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers.flatMap(({ error }) => error?.code ?? [])).toEqual(
        Array.from({ length: 3 }, () => 'settings_changed'),
      );
      expect(await history(house)).toHaveLength(1);
    });

    it('the same request twice, as HubSpot repeats it, is one save', async () => {
      const house = await openServedHouse(shared);
      const page = await opened(house);
      const update = changed(page, dealFrom(60), [email]);
      const first = await stateOf(house.card('POST', path, update));
      const again = await stateOf(house.card('POST', path, update));
      expect(again).toEqual(first);
      const both = changed(first, dealFrom(61));
      await Promise.all([
        stateOf(house.card('POST', path, both)),
        stateOf(house.card('POST', path, both)),
      ]);
      expect(await history(house)).toHaveLength(2);
    });
  });

  describe('what is not valid', () => {
    it('is refused with every fault beside its field, and nothing is kept', async () => {
      const house = await openServedHouse(shared);
      const before = await opened(house);
      const refusal = await refusalOf(
        save(house, (settings) => {
          settings.idealCustomer.countries = ['GB', 'UK', 'XX'];
          settings.idealCustomer.sizes = [{ minimum: 50, maximum: 10 }];
          settings.fieldPolicies.shoe_size = 'always';
          settings.suppression.domains = ['co.uk'];
          settings.deals.stage = 'qualifiedtobuy';
          settings.assignment[1]?.ownerIds.push('1');
        }),
      );
      expect(refusal.code).toBe('invalid_settings');
      expect(
        Object.fromEntries(refusal.faults.map(({ field, message }) => [field, message])),
      ).toEqual({
        'settings.idealCustomer.countries.1': 'Use GB for United Kingdom.',
        'settings.idealCustomer.countries.2': 'Choose a country: this is no code of ISO 3166-1.',
        'settings.idealCustomer.sizes.0.maximum':
          'Enter 50 or more, or leave it empty for “and above”.',
        'settings.fieldPolicies.shoe_size': 'oppSpot writes no such field. Load the page again.',
        'settings.suppression.domains.0': 'Enter the domain of a company, such as example.com.',
        'settings.assignment.1.ownerIds': 'HubSpot has no active owner 1. Choose from the list.',
        'settings.deals.stage': 'Choose the pipeline of this stage, too.',
      });
      expect(await opened(house)).toEqual(before);
      expect(await history(house)).toEqual([]);
    });

    it('is told in words where it has the wrong form, too', async () => {
      const house = await openServedHouse(shared);
      const { version, settings } = await opened(house);
      const refusal = await refusalOf(
        house.card('POST', path, {
          version,
          settings: {
            ...settings,
            weights: { ...settings.weights, fit: 0.9 },
            thresholds: { deal: null, match: 1.5 },
            tasks: { dueInHours: 0, repeatAfterDays: 3.5 },
            assignment: [{ id: 'a', name: '', when: {}, ownerIds: [] }],
            intentPages: [{ path: 'pricing', page: 'pricing' }],
            fieldPolicies: { score: 'sometimes' },
            color: 'red',
          },
          suppressEmails: ['a@b.example', 'nobody'],
        }),
      );
      expect(refusal.code).toBe('invalid_settings');
      expect(
        Object.fromEntries(refusal.faults.map(({ field, message }) => [field, message])),
      ).toEqual({
        'settings.weights': 'The four weights must add up to 1.',
        'settings.thresholds.deal': 'Enter a number.',
        'settings.thresholds.match': 'Enter 1 or less.',
        'settings.tasks.dueInHours': 'Enter 1 or more.',
        'settings.tasks.repeatAfterDays': 'Enter a whole number.',
        'settings.assignment.0.name': 'Fill this in.',
        'settings.assignment.0.ownerIds': 'Fill this in.',
        'settings.intentPages.0.path': 'Start with a slash, such as /pricing.',
        'settings.fieldPolicies.score': 'Choose one of the values offered.',
        settings: 'oppSpot does not know this setting. Load the page again.',
        'suppressEmails.1': 'This is no e-mail address.',
      });
    });

    it('is not repeated in the answer or the log where it is an address', async () => {
      const house = await openServedHouse(shared);
      const response = await save(house, () => {}, ['someone.private(at)customer.example']);
      const text = await response.text();
      expect(text).toContain('suppressEmails.0');
      expect(text + house.webLog()).not.toContain('someone.private');
    });

    it('is a body that is none', async () => {
      const house = await openServedHouse(shared);
      expect((await refusalOf(house.card('POST', path, []))).code).toBe('invalid_settings');
      expect((await refusalOf(house.card('POST', path))).code).toBe('invalid_settings');
    });
  });

  describe('what HubSpot has to confirm', () => {
    it('is asked anew before a choice is refused that was made in HubSpot just now', async () => {
      const house = await openServedHouse(shared);
      const page = await opened(house);
      house.hubspot.fail({
        path: 'owners',
        action: { kind: 'status', status: 503, retryAfter: 0 },
      });
      house.hubspot.clearRequests();
      const update = changed(page, (settings) => void settings.assignment[0]?.ownerIds.push('404'));
      const refusal = await refusalOf(house.card('POST', path, update));
      expect(refusal.faults).toEqual([
        { field: 'settings.assignment.0.ownerIds', message: expect.stringContaining('owner 404') },
      ]);
      expect(house.hubspot.requests().some(({ path }) => path.includes('owners'))).toBe(true);
    });

    it('does not stand in the way of other settings while it cannot be asked', async () => {
      const house = await openServedHouse(shared);
      house.hubspot.fail({ path: '/crm/', times: 99, action: { kind: 'status', status: 503 } });
      const saved = await stateOf(
        save(house, (settings) => {
          settings.thresholds.deal = 60;
          settings.assignment.pop();
          settings.assignment[0]?.ownerIds.pop();
        }),
      );
      expect(saved.settings.assignment).toHaveLength(2);
      expect(saved.owners.error).toContain('not available');

      const refusal = await refusalOf(
        save(house, (settings) => {
          settings.assignment[0]?.ownerIds.push('71004', '71009');
          settings.deals.pipeline = 'default';
        }),
      );
      expect(refusal.faults.map(({ field }) => field)).toEqual([
        'settings.assignment.0.ownerIds',
        'settings.deals.pipeline',
      ]);
      expect(refusal.faults[0]?.message).toContain('could not be checked');
    });
  });
});
