/** What a user may see and do: object permissions and field-level security. */

export type ObjectRight = 'read' | 'create' | 'edit' | 'delete';

export interface Permissions {
  /** Rights on an object; all of them on objects not named. Without `read` the object looks absent. */
  readonly objects?: Readonly<Record<string, readonly ObjectRight[]>>;
  /** `Contact.Email`: looks absent. */
  readonly hiddenFields?: readonly string[];
  /** `Contact.Email`: readable, not writable. */
  readonly readOnlyFields?: readonly string[];
  /** Those of our package that the user holds; all of them when absent. */
  readonly customPermissions?: readonly string[];
  /** Apex classes that the user may call; all of them when absent. */
  readonly apexClasses?: readonly string[];
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

  holds(customPermission: string): boolean {
    return this.#permissions.customPermissions?.includes(customPermission) ?? true;
  }

  mayRun(apexClass: string): boolean {
    return this.#permissions.apexClasses?.includes(apexClass) ?? true;
  }
}

function lowered(names: readonly string[] = []): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}
