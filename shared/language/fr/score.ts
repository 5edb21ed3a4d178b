import type { DutyWords, ScoreWords } from '../score-words.ts';
import { learned } from './learned.ts';
import { register } from './register.ts';
import { text } from './text.ts';

const event = {
  reply: 'Réponse',
  meeting: 'Rendez-vous',
  form: 'Formulaire envoyé',
  campaign: 'Réponse à une campagne',
  call: 'Appel',
  click: 'Lien cliqué',
  'page-view': 'Page visitée',
} as const;

const announced = {
  funding: 'Financement annoncé',
  expansion: 'Expansion annoncée',
  'leadership-change': 'Changement de direction annoncé',
  'contract-award': 'Contrat annoncé',
  product: 'Nouveau produit annoncé',
  partnership: 'Partenariat annoncé',
  layoffs: 'Suppressions de postes annoncées',
} as const;

const duty = (words: { name: string; due: string; notOnTime: string }): DutyWords => ({
  overdue: (dueOn) =>
    `${words.name} en retard${dueOn === null ? '' : `, ${words.due} le ${text.date(dueOn)}`}`,
  notOnTime: words.notOnTime,
  notOverdue: (madeUpTo) =>
    `${words.name} sans retard${madeUpTo === null ? '' : `, arrêtés en dernier au ${text.date(madeUpTo)}`}`,
});

const counted = (points: number) => `${points} ${points < 2 ? 'point' : 'points'}`;

export const score: ScoreWords = {
  learned,
  limits: {
    above: 'Aucune composante ne dépasse 100',
    below: 'Aucune composante ne descend sous 0',
  },
  engagement: {
    event: (what, date, count) =>
      `${event[what]} le ${text.date(date)}${count === null ? '' : `, ${text.number(count)} en tout`}`,
    booked: (what, date) => `${event[what]} prévu le ${text.date(date)}`,
    visitedPage: (page, date) => `Page ${text.quote(page)} visitée le ${text.date(date)}`,
    nobodyReacted: (since) =>
      `Personne n’a réagi${since === null ? '' : ` depuis le ${text.date(since)}`}`,
  },
  financial: {
    companyIs: (trouble) => `La société est ${trouble}`,
    active: 'Active au registre',
    notActive: 'Non active au registre',
    incorporated: (date) => `Créée le ${text.date(date)}`,
    duty: {
      accounts: duty({ name: 'Comptes', due: 'attendus', notOnTime: 'Comptes hors délai' }),
      'confirmation-statement': duty({
        name: 'Déclaration annuelle',
        due: 'attendue',
        notOnTime: 'Déclaration annuelle hors délai',
      }),
    },
    revenue: (money, isFromCrm) =>
      `Chiffre d’affaires annuel de ${money}${isFromCrm ? ' selon le CRM' : ''}`,
    files: (type, unnamed) =>
      text.labelled('Type de comptes déposés', type === null ? unnamed : register.accounts[type]),
    netAssets: (money, periodEnd) => `Actif net de ${money} au ${text.date(periodEnd)}`,
    liquidity: (assets, liabilities, periodEnd) =>
      `Actif circulant de ${assets} contre ${liabilities} de dettes à un an au plus, au ${text.date(periodEnd)}`,
    profit: (money, isLoss, periodEnd) =>
      `${isLoss ? 'Perte' : 'Bénéfice'} de ${money} pour l’exercice clos le ${text.date(periodEnd)}`,
    noInsolvency: 'Aucune insolvabilité inscrite',
    insolvencyInHistory: 'Insolvabilité passée de la société',
    charges: 'Des sûretés sur ses actifs sont inscrites',
    noCharges: 'Aucune sûreté sur ses actifs',
    strikeOffProposed: 'La radiation est proposée',
  },
  growth: {
    rolesAbroad: 'Postes ouverts dans plusieurs pays',
    filed: (what, date) =>
      ({
        capital: `Émission de parts déposée le ${text.date(date)}`,
        'officer-appointed': `Nomination d’un dirigeant déposée le ${text.date(date)}`,
        'officer-left': `Départ d’un dirigeant déposé le ${text.date(date)}`,
        latest: `Dernier document déposé le ${text.date(date)}`,
      })[what],
    announced: (topic, date) => `${announced[topic]} le ${text.date(date)}`,
    reported: (topic, date) =>
      ({
        'private-offering': `Placement privé déclaré le ${text.date(date)}`,
        'officers-changed': `Changement de dirigeants déclaré le ${text.date(date)}`,
        acquisition: `Acquisition ou cession déclarée le ${text.date(date)}`,
      })[topic],
    awarded: (buyer, date) => `Marché public de ${buyer}, attribué le ${text.date(date)}`,
    emptyBoard: (board) => text.labelled('Le site d’emploi est vide', `0 poste ouvert (${board})`),
    roles: ({ total, board, senior, fresh }) =>
      [
        `${text.openRoles(total)} (${board})`,
        ...(senior > 0 ? [`${text.number(senior)} de direction`] : []),
        ...(fresh > 0
          ? [`${text.number(fresh)} ${fresh < 2 ? 'publié' : 'publiés'} dans les 30 derniers jours`]
          : []),
      ].join(', '),
    noneFor: (trouble) => `Aucune croissance n’est comptée, car la société est ${trouble}`,
  },
  fit: {
    industry: (fits, name) =>
      text.labelled(fits ? 'Le secteur convient' : 'Le secteur ne convient pas', name),
    size: (fit, people) =>
      text.labelled(
        {
          yes: 'La taille convient',
          perhaps: 'La taille convient peut-être',
          no: 'La taille ne convient pas',
        }[fit],
        people,
      ),
    country: (fits, name) =>
      text.labelled(fits ? 'Le pays convient' : 'Le pays ne convient pas', name),
    technology: (names) => text.labelled('La technologie convient', text.list(names)),
    noTechnology: 'Aucune des technologies voulues n’a été relevée',
  },
  unknown: {
    financial: 'Ni inscription au registre, ni comptes, ni chiffre d’affaires n’ont été trouvés.',
    growth:
      'Ni site d’emploi, ni émission de parts, ni changement de dirigeant, ni annonce n’ont été trouvés.',
    engagement: 'Le CRM ne contient aucune trace de ce que les gens ont fait.',
    noProfile: 'Aucun profil de client idéal n’est défini.',
    nothingForFit: 'Rien de ce que demande le profil de client idéal n’est connu de cette société.',
  },
  wouldRaise: {
    confirmCompany:
      'Confirmer de quelle société il s’agit\u00a0: aucune donnée d’entreprise ne compte avant.',
    another: (what, isFirst, points) => {
      const noun =
        what === 'meeting'
          ? `${isFirst ? 'Un' : 'Un nouveau'} rendez-vous`
          : `${isFirst ? 'Une' : 'Une nouvelle'} réponse`;
      return `${noun} maintenant ajouterait jusqu’à ${counted(points)}.`;
    },
    accountsFiled: (points) =>
      `Des comptes déposés au registre ajouteraient ${counted(points)}\u00a0: ils sont en retard.`,
    financial:
      'La situation financière est inconnue\u00a0: trouver l’inscription au registre ou les comptes.',
    growth:
      'La croissance est inconnue\u00a0: trouver les offres d’emploi, les émissions de parts ou les annonces.',
    engagement:
      'L’engagement est inconnu\u00a0: noter un rendez-vous ou une réponse, ou relier les contacts à la société.',
    fit: 'L’adéquation est inconnue\u00a0: trouver le secteur, la taille ou le pays de la société.',
    noProfile: 'L’adéquation est inconnue\u00a0: définir un profil de client idéal.',
    noJobBoard:
      'La croissance ne repose sur aucun site d’emploi\u00a0: une page carrières qui y renvoie montrerait les postes ouverts.',
  },
};
