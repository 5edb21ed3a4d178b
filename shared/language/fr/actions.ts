import type { ActionWords, TaskWords } from '../words.ts';
import { text } from './text.ts';

export const actions: ActionWords = {
  doNotContact: { title: 'Ne pas contacter cette personne', reason: 'Elle s’y est opposée.' },
  checkStanding: 'Vérifier la situation de la société avant tout contact',
  confirmCompany: 'Confirmer de quelle société il s’agit',
  correctWebsite: 'Corriger l’adresse du site de la société',
  checkNameAndWebsite: 'Vérifier le nom et le site de la société',
  addWebsiteOrName: 'Ajouter le site ou le nom de la société',
  matchReason: (status) =>
    ({
      ambiguous: 'Plusieurs sociétés sont possibles.',
      'no-company': 'La fiche ne nomme aucune société.',
      'free-mail-domain':
        'L’adresse e-mail est celle d’une messagerie gratuite, pas d’une société.',
      'invalid-domain': 'L’adresse du site n’est pas valable.',
      'not-found': 'Aucune société correspondante n’a été trouvée.',
      suppressed: 'La société ou la personne figure sur la liste d’exclusion.',
    })[status],
  assignOwner: 'Désigner un responsable',
  checkCredit: 'Vérifier les conditions de paiement avant une offre',
  setProfile: {
    title: 'Définir un profil de client idéal',
    reason: 'Sans profil, l’adéquation est inconnue et manque à chaque score.',
  },
  updateDeal: 'Mettre à jour la transaction ouverte',
  prepareMeeting: 'Préparer le rendez-vous',
  answer: {
    reply: 'Répondre au message',
    meeting: 'Donner suite au rendez-vous',
    form: 'Répondre au formulaire',
    campaign: 'Donner suite à la réponse à la campagne',
    call: 'Donner suite à l’appel',
  },
  onSignal: {
    intent: 'Proposer une démonstration tant que l’intérêt est récent',
    contractAward: 'Évoquer le contrat obtenu dans le prochain message',
    funding: 'Demander à quoi servira le nouveau capital',
    hiring: 'Ouvrir la conversation sur leurs recrutements',
    expansion: 'Poser une question sur l’expansion',
    leadership: 'Savoir qui décide après le changement de direction',
    partnership: 'Évoquer le partenariat dans le prochain message',
    product: 'Évoquer le nouveau produit dans le prochain message',
  },
  tryAnotherWay: {
    title: 'Essayer un autre moyen de les joindre',
    reason: (score, since) =>
      since === null
        ? `Le score est de ${score} et personne n’a réagi.`
        : `Le score est de ${score} et personne n’a réagi depuis le ${text.date(since)}.`,
  },
  getInTouch: {
    title: 'Prendre contact',
    reason: (score, wasEver) =>
      `Le score est de ${score} et aucune réaction ${wasEver ? 'récente ' : ''}n’est notée.`,
  },
};

const components = {
  financial: 'situation financière',
  growth: 'croissance',
  engagement: 'engagement',
  fit: 'adéquation',
} as const;

const levels = { high: 'élevée', medium: 'moyenne', low: 'faible' } as const;

export const task: TaskWords = {
  followUp: (name, why) =>
    why === null ? `Relancer ${name}` : text.labelled(`Relancer ${name}`, why),
  recordName: (id) => `fiche ${id}`,
  score: (value, confidence) =>
    value === null
      ? 'Le score oppSpot est inconnu.'
      : `${text.labelled('Score oppSpot', `${value} sur 100`)} (fiabilité ${levels[confidence]}).`,
  whatHappened: 'Ce qui s’est passé\u00a0:',
  steps: 'Étapes proposées\u00a0:',
  whyThisScore: 'Pourquoi ce score\u00a0:',
  restsOn: 'Sur quoi cela repose\u00a0:',
  unknown: (names) =>
    `${text.labelled('Inconnu et non compté', text.list(names.map((name) => components[name])))}.`,
};
