/** What a user may see and do: object permissions and field-level security. */

export type ObjectRight = 'read' | 'create' | 'edit' | 'delete';

export interface Permissions {
  /** Rights on an object; all of them on objects not named. Without `read` the object looks absent. */
  readonly objects?: Readonly<Record<string, readonly ObjectRight[]>>;
  /** `Contact.Email`: looks absent. */
  readonly hiddenFields?: readonly string[];
  /** `Contact.Email`: readable, not writable. */
  readonly readOnlyFields?: readonly string[];
}

/** A user at work: who writes, and what that user may. */
export class Access {
  readonly userId: string;
  readonly #permissions: Permissions;
  readonly #hidden: ReadonlySet<string>;
  readonly #readOnly: ReadonlySet<string>;

  constructor(userId: string, permissions: Permissions = {}) {
    this.userId = userId;
    this.#permissions = permissions;
    this.#hidden = lowered(permissions.hiddenFields);
    this.#readOnly = lowered(permissions.readOnlyFields);
  }

  may(object: string, right: ObjectRight): boolean {
    const rights = this.#permissions.objects?.[object];
    return rights === undefined || rights.includes(right);
  }

  sees(object: string, field: string): boolean {
    return !this.#hidden.has(`${object}.${field}`.toLowerCase());
  }

  maySet(object: string, field: string): boolean {
    return !this.#readOnly.has(`${object}.${field}`.toLowerCase());
  }
}

function lowered(names: readonly string[] = []): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}
