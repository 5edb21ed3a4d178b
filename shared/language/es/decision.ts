import type { DecisionWords } from '../words.ts';
import { text } from './text.ts';

export const decision: DecisionWords = {
  veto: {
    companyIs: (trouble, when) => `la empresa está ${trouble} (${when})`,
    strikeOffProposed: 'se ha propuesto dar de baja a la empresa en el registro',
    accountsOverdue: 'sus cuentas están atrasadas',
    jobCuts: (date) => `el ${text.date(date)} se anunció un recorte de plantilla`,
  },
  stage: {
    customer: 'El CRM indica un cliente.',
    openDeal: 'Hay un negocio abierto.',
    inCrm: 'El CRM ya lo indica.',
    suggestedEarlier: 'Propuesto antes y no retirado.',
    notMovedForward: (reason) => `Sin avanzar: ${reason}`,
    scoreUnknown: 'La puntuación es desconocida.',
    qualified: (score, signals) =>
      `La puntuación es ${score} y ${signals} señales tienen prioridad alta.`,
    reached: (stage, score) =>
      `La puntuación es ${score}; bastan ${{ contacted: 60, lead: 40 }[stage]}.`,
    belowLead: (score) => `La puntuación es ${score}; un lead requiere 40.`,
  },
  task: {
    switchedOff: 'La creación de tareas está desactivada en los ajustes.',
    noScore: 'La puntuación es desconocida y ninguna señal tiene prioridad alta.',
    belowThreshold: (score, threshold) =>
      `La puntuación es ${score}; las tareas empiezan en ${threshold} o con una señal de prioridad alta.`,
    reached: (score, threshold) =>
      `La puntuación es ${score}; las tareas empiezan en ${threshold}.`,
    strongSignal: (title) => `Una señal tiene prioridad alta: ${title}.`,
  },
  deal: {
    switchedOff: 'La creación de negocios está desactivada en los ajustes.',
    customer: 'La empresa ya es cliente.',
    open: (deals) => (deals === 1 ? 'Hay un negocio abierto.' : `Hay ${deals} negocios abiertos.`),
    noMatch: 'No está claro de qué empresa se trata.',
    noScore: 'La puntuación es desconocida.',
    threshold: (score, threshold) =>
      `La puntuación es ${score}; los negocios empiezan en ${threshold}.`,
    chance: (percent, threshold) =>
      `La probabilidad de ganar es del ${percent}\u00a0%; los negocios empiezan en el ${threshold}\u00a0%.`,
    lowConfidence: (score, percent) =>
      `La puntuación de ${score} se apoya en el ${percent}\u00a0% de los datos que necesita.`,
  },
  optedOut: 'La persona se opuso al tratamiento o a la publicidad.',
  assignment: {
    hasOwner: 'El registro del CRM ya tiene responsable.',
    switchedOff: 'La asignación está desactivada en los ajustes.',
    unknownTerritory: (needs) =>
      `Para decidir hay que conocer ${text.list(needs.map((need) => ({ country: 'el país', industry: 'el sector' })[need]))} de la empresa.`,
    noRules: 'No hay reglas de asignación.',
    noRuleFits: 'Ninguna regla de asignación encaja con esta empresa.',
    named: (rule) => `La regla ${text.quote(rule)} indica el responsable.`,
    rotation: (rule, owners) => `Regla ${text.quote(rule)}: ${owners} responsables se turnan.`,
  },
};
