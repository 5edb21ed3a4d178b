import type { ActionWords, TaskWords } from '../words.ts';
import { text } from './text.ts';

export const actions: ActionWords = {
  doNotContact: { title: 'No contactar con esta persona', reason: 'La persona se opuso.' },
  checkStanding: 'Comprobar la situación de la empresa antes de cualquier contacto',
  confirmCompany: 'Confirmar de qué empresa se trata',
  correctWebsite: 'Corregir la dirección del sitio web de la empresa',
  checkNameAndWebsite: 'Comprobar el nombre y el sitio web de la empresa',
  addWebsiteOrName: 'Añadir el sitio web o el nombre de la empresa',
  matchReason: (status) =>
    ({
      ambiguous: 'Hay varias empresas posibles.',
      'no-company': 'El registro del CRM no nombra ninguna empresa.',
      'free-mail-domain': 'El correo es de un proveedor gratuito, no de una empresa.',
      'invalid-domain': 'La dirección del sitio web no es válida.',
      'not-found': 'No se ha encontrado ninguna empresa que coincida.',
      suppressed: 'La empresa o la persona está en la lista de exclusión.',
    })[status],
  assignOwner: 'Asignar un responsable',
  checkCredit: 'Revisar las condiciones de pago antes de una oferta',
  setProfile: {
    title: 'Definir un perfil de cliente ideal',
    reason: 'Sin perfil, el encaje es desconocido y falta en todas las puntuaciones.',
  },
  updateDeal: 'Poner al día el negocio abierto',
  prepareMeeting: 'Preparar la reunión',
  answer: {
    reply: 'Contestar la respuesta',
    meeting: 'Dar seguimiento a la reunión',
    form: 'Contestar el formulario',
    campaign: 'Dar seguimiento a la respuesta a la campaña',
    call: 'Dar seguimiento a la llamada',
  },
  onSignal: {
    intent: 'Ofrecer una demostración mientras el interés es reciente',
    contractAward: 'Mencionar el contrato obtenido en el próximo mensaje',
    funding: 'Preguntar a qué se destinará el nuevo capital',
    hiring: 'Abrir la conversación con sus contrataciones',
    expansion: 'Preguntar por la expansión',
    leadership: 'Averiguar quién decide tras el cambio de administradores',
    partnership: 'Mencionar la alianza en el próximo mensaje',
    product: 'Mencionar el nuevo producto en el próximo mensaje',
  },
  tryAnotherWay: {
    title: 'Probar otra vía de contacto',
    reason: (score, since) =>
      `La puntuación es ${score} y nadie ha reaccionado${since === null ? '' : ` desde el ${text.date(since)}`}.`,
  },
  getInTouch: {
    title: 'Ponerse en contacto',
    reason: (score, wasEver) =>
      `La puntuación es ${score} y no hay ninguna reacción ${wasEver ? 'reciente ' : ''}anotada.`,
  },
};

const components = {
  financial: 'situación financiera',
  growth: 'crecimiento',
  engagement: 'interacción',
  fit: 'encaje',
} as const;

const levels = { high: 'alta', medium: 'media', low: 'baja' } as const;

export const task: TaskWords = {
  followUp: (name, why) =>
    why === null ? `Dar seguimiento a ${name}` : `Dar seguimiento a ${name}: ${why}`,
  recordName: (id) => `ficha ${id}`,
  score: (value, confidence) =>
    value === null
      ? 'La puntuación de oppSpot es desconocida.'
      : `Puntuación de oppSpot: ${value} de 100 (confianza ${levels[confidence]}).`,
  whatHappened: 'Qué ha pasado:',
  steps: 'Pasos propuestos:',
  whyThisScore: 'Por qué esta puntuación:',
  restsOn: 'En qué se basa:',
  unknown: (names) =>
    `Desconocido y no contado: ${text.list(names.map((name) => components[name]))}.`,
};
