import type { ColumnType } from 'kysely';

/** jsonb: parsed when read, written as the text `toJsonb` gives. */
export type Json = ColumnType<unknown, string | null, string | null>;

/** timestamptz filled by the database unless given. */
export type DefaultedTimestamp = ColumnType<Date, Date | undefined, Date>;
export type Timestamp = ColumnType<Date, Date, Date>;
export type NullableTimestamp = ColumnType<Date | null, Date | null | undefined, Date | null>;
