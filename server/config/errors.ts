/** The environment is not usable. `message` holds one sentence per fault, each naming its variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/**
 * One sentence per variable, saying what is expected. Values are left out: half of them are secrets.
 */
export function sentences(
  faults: readonly { readonly variable: string; readonly expected: string }[],
): string[] {
  const byVariable = new Map<string, string>();
  for (const { variable, expected } of faults) {
    if (!byVariable.has(variable)) byVariable.set(variable, `${variable} must be ${expected}.`);
  }
  return [...byVariable.values()];
}
