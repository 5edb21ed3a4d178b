import type { RegisterWords } from '../words.ts';

export const register: RegisterWords = {
  procedures: {
    liquidation: 'en liquidation',
    receivership: 'sous séquestre',
    administration: 'en redressement',
    'voluntary-arrangement': 'en procédure de conciliation',
    'insolvency-proceedings': 'en procédure collective',
    'insolvency-procedure': 'en procédure collective',
    dissolved: 'dissoute',
    closed: 'fermée',
    'converted-closed': 'transformée et fermée',
    removed: 'radiée du registre',
  },
  accounts: {
    'micro-entity': 'comptes de micro-entreprise',
    'small-company': 'comptes de petite société',
    medium: 'comptes de société moyenne',
    full: 'comptes complets',
    group: 'comptes consolidés',
    dormant: 'comptes de société sans activité',
    initial: 'premiers comptes',
    interim: 'comptes intermédiaires',
    abbreviated: 'comptes abrégés',
    'unaudited-abridged': 'comptes abrégés non audités',
    'audited-abridged': 'comptes abrégés audités',
    'total-exemption-full': 'comptes complets exemptés d’audit',
    'total-exemption-small': 'comptes de petite société exemptés d’audit',
    'partial-exemption': 'comptes partiellement exemptés',
    'audit-exempt-subsidiary': 'comptes de filiale exemptée d’audit',
    'filing-exempt-subsidiary': 'comptes de filiale exemptée de dépôt',
  },
};
