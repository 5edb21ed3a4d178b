/**
 * What the pages need of a developer project's files; everything else in them is other checks' matter.
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app
 */
import { z } from 'zod';

export const projectFile = z.object({ srcDir: z.string() });

export const profileFile = z.object({
  variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});

export const localFile = z.object({ proxy: z.record(z.url(), z.url()).default({}) });

export const appFile = z.object({
  uid: z.string(),
  type: z.literal('app'),
  config: z.object({
    name: z.string(),
    description: z.string(),
    permittedUrls: z.object({ fetch: z.array(z.string()) }),
  }),
});

const cardObjects = {
  contacts: 'contacts',
  contact: 'contacts',
  companies: 'companies',
  company: 'companies',
} as const;

/** The plural in lower case or the singular in upper case; objects without a page here fall away. */
const objectTypes = z.array(z.string()).transform((names) =>
  names.flatMap((name) => {
    const known = cardObjects[name.toLowerCase() as keyof typeof cardObjects];
    return known ? [known] : [];
  }),
);

export const cardFile = z.object({
  uid: z.string(),
  type: z.literal('card'),
  config: z.object({
    name: z.string(),
    description: z.string().optional(),
    entrypoint: z.string(),
    location: z.string(),
    objectTypes,
  }),
});

export const settingsFile = z.object({
  uid: z.string(),
  type: z.literal('settings'),
  config: z.object({ entrypoint: z.string() }),
});

const labels = z.record(z.string(), z.string()).default({});
const field = z.object({
  typeDefinition: z.object({
    name: z.string(),
    type: z.string(),
    fieldType: z.string().optional(),
    options: z.array(z.object({ value: z.string(), label: z.string().optional() })).default([]),
  }),
});

export const workflowActionFile = z.object({
  uid: z.string(),
  type: z.literal('workflow-action'),
  config: z.object({
    actionUrl: z.string(),
    objectTypes: z.array(z.string()),
    inputFields: z.array(field.extend({ isRequired: z.boolean().default(false) })).default([]),
    outputFields: z.array(field).default([]),
    objectRequestOptions: z.object({ properties: z.array(z.string()) }).optional(),
    labels: z.object({
      en: z.object({
        actionName: z.string(),
        actionDescription: z.string().default(''),
        inputFieldLabels: labels,
        inputFieldDescriptions: labels,
        inputFieldOptionLabels: z.record(z.string(), labels).default({}),
        outputFieldLabels: labels,
      }),
    }),
  }),
});
export type WorkflowActionFile = z.infer<typeof workflowActionFile>;

const subscriptions = z
  .array(
    z.object({
      subscriptionType: z.string(),
      objectType: z.string().optional(),
      propertyName: z.string().optional(),
      active: z.boolean().optional(),
    }),
  )
  .default([]);

export const webhooksFile = z.object({
  uid: z.string(),
  type: z.literal('webhooks'),
  config: z.object({
    settings: z.object({ targetUrl: z.string() }),
    subscriptions: z.object({
      crmObjects: subscriptions,
      legacyCrmObjects: subscriptions,
      hubEvents: subscriptions,
    }),
  }),
});
