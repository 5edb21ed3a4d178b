import type { RegisterWords } from '../words.ts';

export const register: RegisterWords = {
  procedures: {
    liquidation: 'in Liquidation',
    receivership: 'unter Zwangsverwaltung',
    administration: 'im Sanierungsverfahren',
    'voluntary-arrangement': 'in einem Vergleichsverfahren',
    'insolvency-proceedings': 'im Insolvenzverfahren',
    'insolvency-procedure': 'in einem Insolvenzverfahren',
    dissolved: 'aufgelöst',
    closed: 'geschlossen',
    'converted-closed': 'umgewandelt und geschlossen',
    removed: 'aus dem Register gelöscht',
  },
  accounts: {
    'micro-entity': 'Jahresabschluss für Kleinstunternehmen',
    'small-company': 'Jahresabschluss für kleine Gesellschaften',
    medium: 'Jahresabschluss für mittelgroße Gesellschaften',
    full: 'vollständiger Jahresabschluss',
    group: 'Konzernabschluss',
    dormant: 'Jahresabschluss einer ruhenden Gesellschaft',
    initial: 'erster Jahresabschluss',
    interim: 'Zwischenabschluss',
    abbreviated: 'verkürzter Jahresabschluss',
    'unaudited-abridged': 'verkürzter Jahresabschluss ohne Prüfung',
    'audited-abridged': 'verkürzter Jahresabschluss mit Prüfung',
    'total-exemption-full': 'vollständiger Jahresabschluss ohne Prüfungspflicht',
    'total-exemption-small': 'kleiner Jahresabschluss ohne Prüfungspflicht',
    'partial-exemption': 'Jahresabschluss mit Erleichterungen',
    'audit-exempt-subsidiary':
      'Jahresabschluss einer von der Prüfung befreiten Tochtergesellschaft',
    'filing-exempt-subsidiary':
      'Jahresabschluss einer von der Offenlegung befreiten Tochtergesellschaft',
  },
};
