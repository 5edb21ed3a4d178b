/**
 * What HubSpot documents of each kind of meta file. Its own schemas are only given to logged-in
 * developers, and its parser lets unknown keys and values pass.
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration
 */
import { z } from 'zod';
import { grantableScopes } from '../../sandbox/hubspot/gate/scopes.ts';

const uid = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);
const scopes = z.array(z.enum(grantableScopes as [string, ...string[]]));

/** `https://host` and nothing else; HubSpot compares origins. */
const httpsOrigin = z.string().refine((text) => {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && url.origin === text && url.hostname !== 'localhost';
}, 'Not an https origin.');
const httpsUrl = z.url({ protocol: /^https$/, hostname: z.regexes.domain });
const redirectUrl = z.union([httpsUrl, z.string().startsWith('http://localhost')]);

function meta<Type extends string, Config extends z.ZodType>(type: Type, config: Config) {
  return z.strictObject({ uid, type: z.literal(type), config });
}

/** A marketplace app with OAuth; other distributions have other rules. */
export const appMeta = meta(
  'app',
  z.strictObject({
    name: z.string().min(1).max(200),
    description: z.string().min(1).max(8192),
    distribution: z.literal('marketplace'),
    isUserLevel: z.boolean(),
    auth: z.strictObject({
      type: z.literal('oauth'),
      redirectUrls: z.array(redirectUrl).min(1),
      requiredScopes: scopes.refine((all) => all.includes('oauth'), 'Needs the scope oauth.'),
      optionalScopes: scopes,
      conditionallyRequiredScopes: scopes,
    }),
    permittedUrls: z.strictObject({
      fetch: z.array(httpsOrigin).min(1),
      iframe: z.array(httpsOrigin),
      img: z.array(httpsOrigin),
    }),
    support: z.strictObject({
      supportEmail: z.email(),
      documentationUrl: httpsUrl,
      supportUrl: httpsUrl,
      supportPhone: z.e164(),
    }),
  }),
);

const entrypointIn = (folder: string) =>
  z.string().regex(new RegExp(`^/app/${folder}/\\w+\\.tsx$`));

/** https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensibility/app-cards/reference */
export const cardMeta = meta(
  'card',
  z.strictObject({
    name: z.string().min(1).max(200),
    description: z.string().min(1),
    entrypoint: entrypointIn('cards'),
    location: z.enum(['crm.record.tab', 'crm.record.sidebar', 'crm.preview', 'helpdesk.sidebar']),
    objectTypes: z.array(z.enum(['CONTACT', 'COMPANY', 'DEAL', 'TICKET'])).min(1),
    previewImage: z
      .strictObject({ file: z.string().regex(/\.(png|jpe?g|gif)$/), altText: z.string().min(1) })
      .optional(),
  }),
);

export const settingsMeta = meta(
  'settings',
  z.strictObject({ entrypoint: entrypointIn('settings') }),
);

const options = z.array(z.strictObject({ value: z.string().min(1), label: z.string().min(1) }));
const fieldName = z.string().regex(/^[a-z][a-z0-9_]*$/);
const typeDefinition = z.discriminatedUnion('type', [
  z.strictObject({
    name: fieldName,
    type: z.literal('enumeration'),
    fieldType: z.enum(['select', 'radio', 'checkbox', 'booleancheckbox']),
    options: options.min(1),
  }),
  z.strictObject({
    name: fieldName,
    type: z.literal('string'),
    fieldType: z.enum(['text', 'textarea']),
  }),
  z.strictObject({ name: fieldName, type: z.literal('number'), fieldType: z.literal('number') }),
]);
const text = z.string().min(1);
const texts = z.record(z.string(), text);

/** https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions */
export const workflowActionMeta = meta(
  'workflow-action',
  z.strictObject({
    actionUrl: httpsUrl,
    isPublished: z.boolean(),
    supportedClients: z.array(z.strictObject({ client: z.enum(['WORKFLOWS', 'AGENTS']) })).min(1),
    inputFields: z.array(
      z.strictObject({
        typeDefinition,
        supportedValueTypes: z.array(z.enum(['STATIC_VALUE', 'OBJECT_PROPERTY'])).min(1),
        isRequired: z.boolean(),
      }),
    ),
    inputFieldDependencies: z.array(z.never()),
    outputFields: z.array(z.strictObject({ typeDefinition })),
    objectRequestOptions: z.strictObject({ properties: z.array(z.string()) }),
    executionRules: z.array(z.never()),
    // An action whose maps are left out is said to fail: they stand there also when empty.
    labels: z.strictObject({
      en: z.strictObject({
        actionName: text,
        actionDescription: text,
        actionCardContent: text,
        appDisplayName: text,
        inputFieldLabels: texts,
        inputFieldDescriptions: texts,
        inputFieldOptionLabels: z.record(z.string(), texts),
        outputFieldLabels: texts,
        executionRules: texts,
      }),
    }),
    objectTypes: z.array(z.enum(['CONTACT', 'COMPANY', 'DEAL', 'TICKET'])).min(1),
  }),
);

const subscribed = { objectType: z.enum(['contact', 'company', 'deal']), active: z.boolean() };

/** https://developers.hubspot.com/docs/apps/developer-platform/add-features/configure-webhooks */
export const webhooksMeta = meta(
  'webhooks',
  z.strictObject({
    settings: z.strictObject({
      targetUrl: httpsUrl,
      maxConcurrentRequests: z.int().min(6).max(100),
    }),
    subscriptions: z.strictObject({
      crmObjects: z.array(
        z.discriminatedUnion('subscriptionType', [
          z.strictObject({
            subscriptionType: z.enum([
              'object.creation',
              'object.deletion',
              'object.restore',
              'object.merge',
            ]),
            ...subscribed,
          }),
          z.strictObject({
            subscriptionType: z.literal('object.propertyChange'),
            propertyName: z.string().min(1),
            ...subscribed,
          }),
        ]),
      ),
      legacyCrmObjects: z.array(z.never()),
      hubEvents: z.array(
        z.strictObject({
          subscriptionType: z.enum(['contact.privacyDeletion', 'conversation.privacyDeletion']),
          active: z.boolean(),
        }),
      ),
    }),
  }),
);

/** By the type each file names itself. */
export const metaSchemas: Readonly<Record<string, z.ZodType>> = {
  app: appMeta,
  card: cardMeta,
  settings: settingsMeta,
  'workflow-action': workflowActionMeta,
  webhooks: webhooksMeta,
};

export const profileSchema = z.strictObject({
  accountId: z.int().positive(),
  variables: z.strictObject({ APP_BASE_URL: httpsOrigin }),
});

/** Origins HubSpot's development proxy sends to this machine instead. */
export const localSchema = z.strictObject({
  proxy: z.record(httpsOrigin, z.string().regex(/^http:\/\/localhost:\d+$/)),
});

export const projectSchema = z.strictObject({
  name: z.string().regex(/^[\w-]+$/),
  srcDir: z.string().regex(/^[\w-]+$/),
  platformVersion: z.literal('2026.09'),
});
