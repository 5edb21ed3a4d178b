import type { SignalWords } from '../words.ts';
import { text } from './text.ts';

const event: SignalWords['event'] = {
  reply: 'Réponse reçue',
  meeting: 'Rendez-vous',
  form: 'Formulaire envoyé',
  call: 'Appel',
  click: 'Lien cliqué',
  'page-view': 'Site visité',
};

export const signals: SignalWords = {
  companyIs: (trouble) => `La société est ${trouble}`,
  insolvencyInHistory: 'Insolvabilité passée de la société',
  strikeOffProposed: 'La radiation du registre est proposée',
  accountsOverdue: (dueOn) =>
    `Comptes en retard${dueOn === null ? '' : ` (attendus le ${text.date(dueOn)})`}`,
  statementOverdue: (dueOn) =>
    `Déclaration annuelle en retard${dueOn === null ? '' : ` (attendue le ${text.date(dueOn)})`}`,
  event,
  booked: (what, date) => `${event[what]} prévu le ${text.date(date)}`,
  visitedPage: (page) => `Page ${text.quote(page)} visitée`,
  hiringLabel: 'Recrutement',
  roles(boards, senior) {
    const counts = boards.map(({ total, label }) => `${text.openRoles(total)} (${label})`);
    return `${text.list(counts)}${senior > 0 ? `, dont ${text.number(senior)} de direction` : ''}`;
  },
  hiringAbroad: (countries, areMore) =>
    text.labelled(
      'Recrutement dans plusieurs pays',
      text.list(areMore ? [...countries, 'd’autres pays'] : countries),
    ),
  filed: {
    capital: 'Capital levé (émission de parts), tour non précisé',
    'officer-appointed': 'Dirigeant nommé, selon le registre',
    'officer-left': 'Dirigeant parti, selon le registre',
    charge: 'Sûreté inscrite (emprunt garanti)',
    address: 'Changement de siège déposé',
    name: 'Changement de nom déposé',
  },
  announced: {
    funding: 'Financement annoncé',
    expansion: 'Expansion annoncée',
    'leadership-change': 'Changement de direction annoncé',
    'contract-award': 'Contrat obtenu, selon l’annonce',
    product: 'Produit annoncé',
    partnership: 'Partenariat annoncé',
    layoffs: 'Suppressions de postes annoncées',
  },
  technology: (names) => text.labelled('Technologies relevées', text.list(names)),
};
