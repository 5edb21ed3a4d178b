/**
 * A look-up table for keys from outside. It inherits nothing, so that a register, a website or a CRM
 * that says "constructor" or "valueOf" finds nothing, and not a function.
 */
export function table<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.freeze(Object.assign(Object.create(null), entries));
}
