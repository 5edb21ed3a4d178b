import type { RegisterWords } from '../words.ts';

export const register: RegisterWords = {
  procedures: {
    liquidation: 'in liquidation',
    receivership: 'in receivership',
    administration: 'in administration',
    'voluntary-arrangement': 'in a voluntary arrangement',
    'insolvency-proceedings': 'in insolvency proceedings',
    'insolvency-procedure': 'in an insolvency procedure',
    dissolved: 'dissolved',
    closed: 'closed',
    'converted-closed': 'converted and closed',
    removed: 'removed from the register',
  },
  accounts: {
    'micro-entity': 'micro-entity accounts',
    'small-company': 'small-company accounts',
    medium: 'medium-sized company accounts',
    full: 'full accounts',
    group: 'group accounts',
    dormant: 'dormant accounts',
    initial: 'initial accounts',
    interim: 'interim accounts',
    abbreviated: 'abbreviated accounts',
    'unaudited-abridged': 'unaudited abridged accounts',
    'audited-abridged': 'audited abridged accounts',
    'total-exemption-full': 'total exemption full accounts',
    'total-exemption-small': 'total exemption small accounts',
    'partial-exemption': 'partial exemption accounts',
    'audit-exempt-subsidiary': 'audit-exempt subsidiary accounts',
    'filing-exempt-subsidiary': 'filing-exempt subsidiary accounts',
  },
};
