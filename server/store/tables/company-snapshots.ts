export interface CompanySnapshotsTable {
  company: string;
  measure: string;
  day: string;
  value: number;
  names: string[];
}
