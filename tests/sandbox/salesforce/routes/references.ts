/** `@{refAccount.id}`: values of earlier answers in later subrequests. */

const pattern = /@\{([^}]+)\}/g;

/** Every reference in a value, however deep. */
export function referencesIn(value: unknown): string[] {
  if (typeof value === 'string') return [...value.matchAll(pattern)].map(([, path = '']) => path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(referencesIn);
}

/** The value at `refQuery.records[0].Id`; undefined when there is none. */
export function lookUp(answers: ReadonlyMap<string, unknown>, reference: string): unknown {
  const [name = '', ...path] = reference.split(/[.[\]]+/).filter((part) => part !== '');
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return (value as Record<string, unknown>)[key];
  }, answers.get(name));
}

/** The value with every reference replaced; a text that is one reference becomes its value. */
export function resolved(answers: ReadonlyMap<string, unknown>, value: unknown): unknown {
  if (typeof value === 'string') {
    const [only] = referencesIn(value);
    if (only !== undefined && value === `@{${only}}`) return lookUp(answers, only);
    return value.replace(pattern, (_, path: string) => String(lookUp(answers, path)));
  }
  if (Array.isArray(value)) return value.map((entry) => resolved(answers, entry));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, resolved(answers, entry)]),
  );
}
