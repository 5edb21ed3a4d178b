/** What every check of the package is, and what it answers. */
import type { Project } from './project.ts';

/** Something wrong. `file` is relative to the project's root; a finding about no file names the check's subject. */
export interface Finding {
  file: string;
  line?: number;
  /** Of the tool that found it, where the tool has rules with names. */
  rule?: string;
  message: string;
}

export interface Outcome {
  /** What was looked at, for the line that a person reads: "14 classes". */
  checked: string;
  findings: Finding[];
  /** Said beside the result, but no fault. */
  notes?: string[];
}

export interface Check {
  /** As one names it on the command line. */
  name: string;
  /** Part of the tools behind this check run on a Java virtual machine. */
  needsJava?: boolean;
  run(project: Project): Promise<Outcome>;
}

/** "1 class", "2 classes". */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}
