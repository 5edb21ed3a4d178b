/** Mappings while they are edited, and what can be said of them without asking the server. */

export { fromItems, newMapping, rebaseMappings, toItems } from './draft';
export { faultsOf } from './faults';
export { newStep, stepNames } from './steps';
