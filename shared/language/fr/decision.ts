import type { DecisionWords } from '../words.ts';
import { text } from './text.ts';

export const decision: DecisionWords = {
  veto: {
    companyIs: (trouble, when) => `la société est ${trouble} (${when})`,
    strikeOffProposed: 'la radiation de la société est proposée',
    accountsOverdue: 'ses comptes sont en retard',
    jobCuts: (date) => `des suppressions de postes ont été annoncées le ${text.date(date)}`,
  },
  stage: {
    customer: 'Le CRM indique un client.',
    openDeal: 'Une transaction est ouverte.',
    inCrm: 'Le CRM l’indique déjà.',
    suggestedEarlier: 'Proposé plus tôt et non retiré.',
    notMovedForward: (reason) => text.labelled('Non avancé', reason),
    scoreUnknown: 'Le score est inconnu.',
    qualified: (score, signals) =>
      `Le score est de ${score} et ${signals} signaux ont une priorité élevée.`,
    reached: (stage, score) =>
      `Le score est de ${score}\u00a0; ${{ contacted: 60, lead: 40 }[stage]} suffisent.`,
    belowLead: (score) => `Le score est de ${score}\u00a0; un lead en demande 40.`,
  },
  task: {
    switchedOff: 'La création de tâches est désactivée dans les réglages.',
    noScore: 'Le score est inconnu et aucun signal n’a une priorité élevée.',
    belowThreshold: (score, threshold) =>
      `Le score est de ${score}\u00a0; les tâches commencent à ${threshold} ou avec un signal de priorité élevée.`,
    reached: (score, threshold) =>
      `Le score est de ${score}\u00a0; les tâches commencent à ${threshold}.`,
    strongSignal: (title) => `${text.labelled('Un signal a une priorité élevée', title)}.`,
  },
  deal: {
    switchedOff: 'La création de transactions est désactivée dans les réglages.',
    customer: 'La société est déjà cliente.',
    open: (deals) =>
      deals === 1 ? 'Une transaction est ouverte.' : `${deals} transactions sont ouvertes.`,
    noMatch: 'On ne sait pas avec certitude de quelle société il s’agit.',
    noScore: 'Le score est inconnu.',
    threshold: (score, threshold) =>
      `Le score est de ${score}\u00a0; les transactions commencent à ${threshold}.`,
    chance: (percent, threshold) =>
      `La probabilité de gagner est de ${percent}\u00a0%\u00a0; les transactions commencent à ${threshold}\u00a0%.`,
    lowConfidence: (score, percent) =>
      `Le score de ${score} repose sur ${percent}\u00a0% des éléments nécessaires.`,
  },
  optedOut: 'La personne s’est opposée au traitement ou à la prospection.',
  assignment: {
    hasOwner: 'La fiche a déjà un responsable.',
    switchedOff: 'L’attribution est désactivée dans les réglages.',
    unknownTerritory: (needs) =>
      `Pour décider, il faut connaître ${text.list(needs.map((need) => ({ country: 'le pays', industry: 'le secteur' })[need]))} de la société.`,
    noRules: 'Il n’y a pas de règle d’attribution.',
    noRuleFits: 'Aucune règle d’attribution ne convient à cette société.',
    named: (rule) => `La règle ${text.quote(rule)} désigne le responsable.`,
    rotation: (rule, owners) =>
      text.labelled(`Règle ${text.quote(rule)}`, `${owners} responsables à tour de rôle.`),
  },
};
