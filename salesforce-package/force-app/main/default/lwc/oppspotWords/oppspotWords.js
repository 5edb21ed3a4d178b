/** Everything of the contract as a rep reads it, in the user's language. No component, no state. */
export { candidateInWords, matchInWords, pickOf, registrationInWords, typedPick } from './company';
export { dateInWords, sourcesOf } from './evidence';
export { linesOf } from './history';
export { failuresOf, outcomeOf, undoInWords, writtenInWords } from './outcomes';
export {
  changesInWords,
  groupsOf,
  groupTitle,
  hasProposal,
  valueInWords,
  writesFirst,
  writesOf,
} from './plan';
export { explain, isAboutConnection, isRefused, offerOf } from './problems';
export { progressInWords } from './progress';
export {
  bandTheme,
  confidenceInWords,
  gradeInWords,
  groundsInWords,
  outlookInWords,
  reasonGroups,
  scoreTitle,
  totalInWords,
} from './score';
export { signalTag } from './signals';
export { wordFor } from './words';
