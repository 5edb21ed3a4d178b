/** A parsed query. */

export interface FieldRef {
  /** As written: `Account.Owner.Name`. */
  readonly path: string;
  readonly at: number;
}

export type Literal =
  | { readonly kind: 'string'; readonly value: string; readonly at: number }
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly at: number }
  | { readonly kind: 'null'; readonly at: number }
  | { readonly kind: 'date'; readonly value: string; readonly at: number }
  | { readonly kind: 'datetime'; readonly value: string; readonly at: number }
  /** `TODAY`, `LAST_N_DAYS:30`. */
  | {
      readonly kind: 'range';
      readonly name: string;
      readonly n: number | null;
      readonly at: number;
    };

export type Comparison = '=' | '!=' | '<' | '>' | '<=' | '>=' | 'LIKE';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly terms: readonly Condition[] }
  | { readonly kind: 'not'; readonly term: Condition }
  | {
      readonly kind: 'compare';
      readonly field: FieldRef;
      readonly operator: Comparison;
      readonly value: Literal;
    }
  | {
      readonly kind: 'in';
      readonly field: FieldRef;
      readonly negated: boolean;
      readonly values: readonly Literal[] | Query;
    };

export type AggregateFunction = 'COUNT' | 'COUNT_DISTINCT' | 'SUM' | 'AVG' | 'MIN' | 'MAX';

export type SelectItem =
  | { readonly kind: 'field'; readonly field: FieldRef; readonly alias: string | null }
  | {
      readonly kind: 'aggregate';
      readonly fn: AggregateFunction;
      /** Null in `COUNT()`. */
      readonly field: FieldRef | null;
      readonly alias: string | null;
    }
  | { readonly kind: 'set'; readonly set: 'ALL' | 'STANDARD' | 'CUSTOM'; readonly at: number }
  | { readonly kind: 'children'; readonly query: Query };

export interface Order {
  readonly field: FieldRef;
  readonly descending: boolean;
  readonly nullsLast: boolean;
}

export interface Query {
  readonly select: readonly SelectItem[];
  readonly from: FieldRef;
  readonly alias: string | null;
  /** Of `USING SCOPE`. */
  readonly scope: FieldRef | null;
  readonly where: Condition | null;
  readonly groupBy: readonly FieldRef[];
  readonly orderBy: readonly Order[];
  readonly limit: number | null;
  readonly offset: number;
}
