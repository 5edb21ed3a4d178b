/** Puts what a person typed on top of settings that somebody else saved meanwhile. */
import { sameValue } from './paths';
import { settingKeys } from './sections';

/**
 * Three-way: what nobody touched here takes the newest value, what was changed here keeps what was
 * typed. Groups with named parts are compared part by part. Weights are one whole, because they must
 * add up; lists are, because positions in two lists mean nothing together.
 * @param {object} base the draft that editing began with
 * @param {object} mine the draft as it is now
 * @param {object} newest a draft of what is saved now
 * @returns {{draft: object, contested: string[]}} `contested`: settings that both changed, each to
 *   something else; the draft holds what was typed here
 */
export function rebase(base, mine, newest) {
  const contested = new Set();
  const settings = { ...newest.settings };
  for (const key of settingKeys) {
    const [was, typed, saved] = [base, mine, newest].map((draft) => draft.settings[key]);
    const decide = (part, other, latest) => {
      if (sameValue(part, other) || sameValue(other, latest)) return latest;
      if (!sameValue(part, latest)) contested.add(key);
      return other;
    };
    const isWhole = key === 'weights' || Array.isArray(typed) || Object(typed) !== typed;
    settings[key] = isWhole ? decide(was, typed, saved) : eachPart(was, typed, saved, decide);
  }
  return {
    draft: { settings, suppressEmails: mine.suppressEmails },
    contested: [...contested],
  };
}

/** A part that one of the three lacks is undefined there: a policy that was not set, for example. */
function eachPart(was, typed, saved, decide) {
  const names = new Set([was, typed, saved].flatMap((one) => Object.keys(one)));
  return Object.fromEntries(
    [...names]
      .map((name) => [name, decide(was[name], typed[name], saved[name])])
      .filter(([, part]) => part !== undefined),
  );
}
