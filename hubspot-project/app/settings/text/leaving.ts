/** What is said before and after an account is disconnected. */

/** For so long an admin may come back to settings and history. */
export const keptDays = 30;

export const whatStops: readonly string[] = [
  'oppSpot stops at once: no enrichment, no score, no automation, no workflow step.',
  'HubSpot uninstalls the app and tells your super admins by e-mail.',
  'The access to your account is destroyed at once.',
  `Settings, mappings, history and everything else we hold of this account are deleted ${keptDays} days later. Connect it again before then to go on where you stopped.`,
  'What oppSpot wrote into your records stays there: it is yours.',
];
