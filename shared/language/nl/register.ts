import type { RegisterWords } from '../words.ts';

export const register: RegisterWords = {
  procedures: {
    liquidation: 'in liquidatie',
    receivership: 'onder curatele',
    administration: 'in surseance',
    'voluntary-arrangement': 'in een akkoord met schuldeisers',
    'insolvency-proceedings': 'in een insolventieprocedure',
    'insolvency-procedure': 'in een insolventieprocedure',
    dissolved: 'ontbonden',
    closed: 'gesloten',
    'converted-closed': 'omgezet en gesloten',
    removed: 'uitgeschreven uit het register',
  },
  accounts: {
    'micro-entity': 'jaarrekening voor microbedrijven',
    'small-company': 'jaarrekening voor kleine bedrijven',
    medium: 'jaarrekening voor middelgrote bedrijven',
    full: 'volledige jaarrekening',
    group: 'geconsolideerde jaarrekening',
    dormant: 'jaarrekening van een slapend bedrijf',
    initial: 'eerste jaarrekening',
    interim: 'tussentijdse jaarrekening',
    abbreviated: 'verkorte jaarrekening',
    'unaudited-abridged': 'verkorte jaarrekening zonder controle',
    'audited-abridged': 'verkorte jaarrekening met controle',
    'total-exemption-full': 'volledige jaarrekening zonder controleplicht',
    'total-exemption-small': 'kleine jaarrekening zonder controleplicht',
    'partial-exemption': 'jaarrekening met gedeeltelijke vrijstelling',
    'audit-exempt-subsidiary': 'jaarrekening van een dochter zonder controleplicht',
    'filing-exempt-subsidiary': 'jaarrekening van een dochter zonder deponeringsplicht',
  },
};
