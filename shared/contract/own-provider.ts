/**
 * A provider of company facts that a tenant brings: how an administrator names it
 * (`/api/integrations/crm/{id}/provider`), and what it answers. `docs/providers.md` explains both.
 */
import { z } from 'zod';
import { isoDateTime } from '../evidence/evidence.ts';

export const ownProviderKind = z.enum(['oppspot-research', 'people-data-labs']);
export type OwnProviderKind = z.infer<typeof ownProviderKind>;

const likelihood = z.int().min(1).max(10);

/** `PUT`: replaces the provider. Without a secret the one that is kept stays. */
export const ownProviderUpdate = z.strictObject({
  kind: ownProviderKind,
  /** What reps are told as the source. */
  name: z.string().trim().min(1).max(60),
  url: z
    .url({ protocol: /^https$/, error: 'Enter an address that begins with https://.' })
    .max(500)
    .refine((url) => {
      // What is no address at all has been refused before, and is looked at here all the same.
      if (!URL.canParse(url)) return true;
      const { username, password, search, hash } = new URL(url);
      return [username, password, search, hash].every((part) => part === '');
    }, 'Enter the address without user, query or fragment.'),
  secret: z
    .string()
    .regex(/^[\x21-\x7e]{8,500}$/, 'A secret is one line of 8 to 500 visible ASCII characters.')
    .optional(),
  /** Answers that are less likely to be about this company count for nothing. */
  minLikelihood: likelihood.default(6),
});
export type OwnProviderUpdate = z.infer<typeof ownProviderUpdate>;

export const ownProviderState = z.strictObject({
  provider: z
    .strictObject({
      kind: ownProviderKind,
      name: z.string(),
      url: z.string(),
      minLikelihood: likelihood,
      updatedAt: isoDateTime,
    })
    .nullable(),
});
export type OwnProviderState = z.infer<typeof ownProviderState>;

const observedOn = z.iso.date();
const name = z.string().min(1).max(200);
const fact = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('headcount'),
    minimum: z.int().min(0),
    maximum: z.int().min(0).nullable(),
    observedOn,
  }),
  z.object({
    kind: z.literal('revenue'),
    amount: z.number(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    observedOn,
  }),
  z.object({ kind: z.literal('industry'), name, observedOn }),
  z.object({
    kind: z.literal('location'),
    country: z.string().regex(/^[A-Z]{2}$/),
    locality: name.nullish(),
    observedOn,
  }),
  z.object({ kind: z.literal('technology'), name, category: name.nullish(), observedOn }),
  z.object({
    kind: z.literal('announcement'),
    topic: z.enum([
      'funding',
      'expansion',
      'product',
      'partnership',
      'leadership-change',
      'contract-award',
      'layoffs',
    ]),
    title: name,
    publisher: name,
    url: z.url().nullish(),
    observedOn,
  }),
]);
export type OwnProviderFact = z.infer<typeof fact>;

/** Version 1 of what a provider of kind `oppspot-research` answers. Kinds of facts it adds are ignored. */
export const ownProviderAnswer = z.object({
  version: z.literal(1),
  likelihood: z.number().min(0).max(10),
  facts: z
    .array(z.unknown())
    .max(200)
    .transform((items) =>
      items.flatMap((item) => {
        const read = fact.safeParse(item);
        return read.success ? [read.data] : [];
      }),
    ),
});
