import { z } from 'zod';

/**
 * When a field may be written:
 * - `never`: not at all;
 * - `fill-blank`: only while the CRM holds nothing;
 * - `overwrite-if-ours`: also while the CRM still holds exactly what we wrote last;
 * - `always`: in any case (the default for our own `oppspot_*` fields).
 */
export const fieldPolicy = z.enum(['never', 'fill-blank', 'overwrite-if-ours', 'always']);
export type FieldPolicy = z.infer<typeof fieldPolicy>;
