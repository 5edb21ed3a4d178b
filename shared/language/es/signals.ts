import type { SignalWords } from '../words.ts';
import { text } from './text.ts';

const event: SignalWords['event'] = {
  reply: 'Respuesta recibida',
  meeting: 'Reunión',
  form: 'Formulario enviado',
  campaign: 'Respuesta a una campaña',
  call: 'Llamada',
  click: 'Clic en un enlace',
  'page-view': 'Sitio web visitado',
};

export const signals: SignalWords = {
  companyIs: (trouble) => `La empresa está ${trouble}`,
  insolvencyInHistory: 'Insolvencia pasada de la empresa',
  strikeOffProposed: 'Se ha propuesto dar de baja a la empresa en el registro',
  accountsOverdue: (dueOn) =>
    `Cuentas atrasadas${dueOn === null ? '' : ` (vencían el ${text.date(dueOn)})`}`,
  statementOverdue: (dueOn) =>
    `Declaración anual atrasada${dueOn === null ? '' : ` (vencía el ${text.date(dueOn)})`}`,
  event,
  booked: (what, date) => `${event[what]}: fecha prevista, ${text.date(date)}`,
  visitedPage: (page) => `Visita a la página ${text.quote(page)}`,
  hiringLabel: 'Contratación',
  roles(boards, senior) {
    const counts = boards.map(({ total, label }) => `${text.openRoles(total)} (${label})`);
    return `${text.list(counts)}${senior > 0 ? `, ${text.number(senior)} de ellos de dirección` : ''}`;
  },
  hiringAbroad: (countries, areMore) =>
    `Contratación en varios países: ${text.list(areMore ? [...countries, 'otros países'] : countries)}`,
  rolesChanged: ({ isEngineering, from, to, days, board }) =>
    `${isEngineering ? 'Vacantes de ingeniería' : 'Vacantes'} ${text.number(from)} → ${text.number(to)} en ${days} días (${board})`,
  headcountChanged: ({ from, to, days }) =>
    `Plantilla indicada ${text.number(from)} → ${text.number(to)} en ${days} días`,
  technologiesChanged({ gained, lost, days }) {
    const told = [
      ...(gained.length > 0 ? [`nuevo ${text.list(gained)}`] : []),
      ...(lost.length > 0 ? [`ya no ${text.list(lost)}`] : []),
    ];
    return text.labelled(`Tecnología del sitio web en ${days} días`, told.join('; '));
  },
  companyInterest({ days, visitors, pageViews, signals: count }) {
    const counts = [
      visitors === null ? '' : `visitantes ${text.number(visitors)}`,
      pageViews === null ? '' : `páginas vistas ${text.number(pageViews)}`,
      count === null ? '' : `señales ${text.number(count)}`,
    ].filter((part) => part !== '');
    return text.labelled(`Interés observado en ${days} días`, counts.join(', '));
  },
  filed: {
    capital: 'Captó capital (emisión de participaciones); ronda no indicada',
    'officer-appointed': 'Administrador nombrado, según el registro',
    'officer-left': 'Administrador cesado, según el registro',
    charge: 'Carga inscrita (préstamo garantizado)',
    address: 'Cambio de domicilio social registrado',
    name: 'Cambio de nombre registrado',
  },
  announced: {
    funding: 'Financiación anunciada',
    expansion: 'Expansión anunciada',
    'leadership-change': 'Cambio en la dirección anunciado',
    'contract-award': 'Adjudicación de un contrato anunciada',
    product: 'Producto anunciado',
    partnership: 'Alianza anunciada',
    layoffs: 'Recorte de plantilla anunciado',
  },
  reported: {
    'private-offering': 'Captó capital (colocación privada); ronda no indicada',
    'officers-changed': 'Cambio entre los directivos comunicado',
    acquisition: 'Adquisición o venta completada',
  },
  awarded: (buyer, money, isShared) =>
    `Contrato público adjudicado por ${buyer}${money === null ? '' : `: ${money}`}${isShared ? ', compartido con otros' : ''}`,
  technology: (names) => `Tecnología detectada: ${text.list(names)}`,
};
