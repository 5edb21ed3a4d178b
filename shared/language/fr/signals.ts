import type { SignalWords } from '../words.ts';
import { text } from './text.ts';

const event: SignalWords['event'] = {
  reply: 'Réponse reçue',
  meeting: 'Rendez-vous',
  form: 'Formulaire envoyé',
  campaign: 'Réponse à une campagne',
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
  rolesChanged: ({ isEngineering, from, to, days, board }) =>
    `${isEngineering ? 'Postes d’ingénierie ouverts' : 'Postes ouverts'} ${text.number(from)} → ${text.number(to)} en ${days} jours (${board})`,
  headcountChanged: ({ from, to, days }) =>
    `Effectif indiqué ${text.number(from)} → ${text.number(to)} en ${days} jours`,
  technologiesChanged({ gained, lost, days }) {
    const told = [
      ...(gained.length > 0 ? [`nouveau ${text.list(gained)}`] : []),
      ...(lost.length > 0 ? [`disparu ${text.list(lost)}`] : []),
    ];
    return text.labelled(`Technologies du site en ${days} jours`, told.join('; '));
  },
  companyInterest({ days, visitors, pageViews, signals: count }) {
    const counts = [
      visitors === null ? '' : `visiteurs ${text.number(visitors)}`,
      pageViews === null ? '' : `pages vues ${text.number(pageViews)}`,
      count === null ? '' : `signaux ${text.number(count)}`,
    ].filter((part) => part !== '');
    return text.labelled(`Intérêt observé en ${days} jours`, counts.join(', '));
  },
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
  reported: {
    'private-offering': 'Capital levé (placement privé), tour non précisé',
    'officers-changed': 'Changement parmi les dirigeants déclaré',
    acquisition: 'Acquisition ou cession finalisée',
  },
  awarded: (buyer, money, isShared) => {
    const what = `Marché public attribué par ${buyer}`;
    return `${money === null ? what : text.labelled(what, money)}${isShared ? ', partagé avec d’autres' : ''}`;
  },
  technology: (names) => text.labelled('Technologies relevées', text.list(names)),
};
