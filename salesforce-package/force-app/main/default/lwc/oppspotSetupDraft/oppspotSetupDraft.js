/** The settings while they are edited, and what can be said of them without asking the server. */
export { numberOf, toDraft, toUpdate } from './draft';
export { looksLikeEmail, withoutEmail } from './emails';
export { addsUp, faultAt, faultsOf, weightSum, withEntries, withoutFaultsAt } from './faults';
export { moved, without } from './lists';
export { isWithin, sameValue, valueAt, withValueAt } from './paths';
export { rebase } from './rebase';
export { changedSections, sectionOf, sections, settingOf } from './sections';
