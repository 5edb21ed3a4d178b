/** A person who looks at the org: sees what profile and permission sets let them see. */
import type { FieldDescribe } from '../../../salesforce/catalogue/describe.ts';
import type { ObjectType } from '../../../salesforce/catalogue/index.ts';
import type { SalesforceStandin } from '../../../salesforce/index.ts';
import { Access } from '../../../salesforce/org/access.ts';
import type { Org } from '../../../salesforce/org/org.ts';
import type { StoredRecord } from '../../../salesforce/org/records.ts';
import type { Grants } from '../../bridge/org-metadata.ts';
import type { UiUser } from '../../contract.ts';

export interface Viewer {
  readonly org: Org;
  /** Live records of an object, in the order they were created; none where the object is hidden. */
  records(object: string): readonly StoredRecord[];
  /** The record, if it is there and the viewer may see it. */
  record(object: string, id: string): StoredRecord | undefined;
  /** Fields of an object by name, as far as the viewer sees them. */
  field(object: string, name: string): FieldDescribe | undefined;
  /** Those of our package. */
  packageFields(object: string): readonly FieldDescribe[];
}

export function viewerOf(salesforce: SalesforceStandin, user: UiUser, grants: Grants): Viewer {
  const org = salesforce.org();
  const access = new Access(user.id, org.permissions.get(user.id));
  const prefix = org.namespace ? `${org.namespace}__` : '';
  const typeOf = (object: string): ObjectType | undefined =>
    access.may(object, 'read') ? org.catalogue.find(object) : undefined;
  const isOurs = ({ name, custom }: FieldDescribe) => custom && name.startsWith(prefix);
  /** Fields of a package are seen by those whom a permission set gives them. */
  const isVisible = (object: string, field: FieldDescribe) =>
    access.sees(object, field.name) &&
    (!isOurs(field) || grants.fields.has(`${object}.${field.name.slice(prefix.length)}`));

  return {
    org,
    records: (object) =>
      typeOf(object) ? org.records.all(object).filter(({ isDeleted }) => !isDeleted) : [],
    record: (object, id) => (typeOf(object) ? org.records.live(object, id) : undefined),
    field(object, name) {
      const fields = typeOf(object)?.fields;
      const field =
        fields?.get(name.toLowerCase()) ?? fields?.get(`${prefix}${name}`.toLowerCase());
      return field && isVisible(object, field) ? field : undefined;
    },
    packageFields: (object) =>
      (typeOf(object)?.describe.fields ?? []).filter(
        (field) => isOurs(field) && isVisible(object, field),
      ),
  };
}
