import type { DutyWords, ScoreWords } from '../score-words.ts';
import { learned } from './learned.ts';
import { register } from './register.ts';
import { text } from './text.ts';

const event = {
  reply: 'Respuesta',
  meeting: 'Reunión',
  form: 'Formulario enviado',
  campaign: 'Respuesta a una campaña',
  call: 'Llamada',
  click: 'Clic en un enlace',
  'page-view': 'Página visitada',
} as const;

const announced = {
  funding: 'Financiación anunciada',
  expansion: 'Expansión anunciada',
  'leadership-change': 'Cambio en la dirección anunciado',
  'contract-award': 'Contrato anunciado',
  product: 'Nuevo producto anunciado',
  partnership: 'Alianza anunciada',
  layoffs: 'Recorte de plantilla anunciado',
} as const;

const duty = (words: {
  late: string;
  due: string;
  notLate: string;
  notOnTime: string;
}): DutyWords => ({
  overdue: (dueOn) =>
    `${words.late}${dueOn === null ? '' : `, ${words.due} el ${text.date(dueOn)}`}`,
  notOnTime: words.notOnTime,
  notOverdue: (madeUpTo) =>
    `${words.notLate}${madeUpTo === null ? '' : `, cerradas por última vez el ${text.date(madeUpTo)}`}`,
});

const counted = (points: number) => `${points} ${points === 1 ? 'punto' : 'puntos'}`;

export const score: ScoreWords = {
  learned,
  limits: {
    above: 'Ningún componente pasa de 100',
    below: 'Ningún componente baja de 0',
  },
  engagement: {
    event: (what, date, count) =>
      `${event[what]} el ${text.date(date)}${count === null ? '' : `, ${text.number(count)} en total`}`,
    booked: (what, date) => `${event[what]}: fecha prevista, ${text.date(date)}`,
    visitedPage: (page, date) => `Visita a la página ${text.quote(page)} el ${text.date(date)}`,
    nobodyReacted: (since) =>
      `Nadie ha reaccionado${since === null ? '' : ` desde el ${text.date(since)}`}`,
  },
  financial: {
    companyIs: (trouble) => `La empresa está ${trouble}`,
    active: 'Activa en el registro',
    notActive: 'No activa en el registro',
    incorporated: (date) => `Constituida el ${text.date(date)}`,
    duty: {
      accounts: duty({
        late: 'Cuentas atrasadas',
        due: 'vencían',
        notLate: 'Cuentas sin atraso',
        notOnTime: 'Cuentas fuera de plazo',
      }),
      'confirmation-statement': duty({
        late: 'Declaración anual atrasada',
        due: 'vencía',
        notLate: 'Declaración anual sin atraso',
        notOnTime: 'Declaración anual fuera de plazo',
      }),
    },
    revenue: (money, isFromCrm) =>
      `Facturación anual de ${money}${isFromCrm ? ' según el CRM' : ''}`,
    files: (type, unnamed) =>
      `Tipo de cuentas depositadas: ${type === null ? unnamed : register.accounts[type]}`,
    netAssets: (money, periodEnd) => `Patrimonio neto de ${money} a ${text.date(periodEnd)}`,
    liquidity: (assets, liabilities, periodEnd) =>
      `Activo corriente de ${assets} frente a ${liabilities} de deudas a menos de un año, a ${text.date(periodEnd)}`,
    profit: (money, isLoss, periodEnd) =>
      `${isLoss ? 'Pérdida' : 'Beneficio'} de ${money} en el ejercicio cerrado el ${text.date(periodEnd)}`,
    noInsolvency: 'Ninguna insolvencia anotada',
    insolvencyInHistory: 'Insolvencia pasada de la empresa',
    charges: 'Hay cargas inscritas sobre sus activos',
    noCharges: 'Sin cargas sobre sus activos',
    strikeOffProposed: 'Se ha propuesto dar de baja a la empresa',
  },
  growth: {
    rolesAbroad: 'Puestos abiertos en varios países',
    filed: (what, date) =>
      ({
        capital: `Emisión de participaciones registrada el ${text.date(date)}`,
        'officer-appointed': `Nombramiento de un administrador registrado el ${text.date(date)}`,
        'officer-left': `Cese de un administrador registrado el ${text.date(date)}`,
        latest: `Último documento registrado el ${text.date(date)}`,
      })[what],
    announced: (topic, date) => `${announced[topic]} el ${text.date(date)}`,
    reported: (topic, date) =>
      ({
        'private-offering': `Colocación privada comunicada el ${text.date(date)}`,
        'officers-changed': `Cambio de directivos comunicado el ${text.date(date)}`,
        acquisition: `Adquisición o venta comunicada el ${text.date(date)}`,
      })[topic],
    awarded: (buyer, date) => `Contrato público de ${buyer}, adjudicado el ${text.date(date)}`,
    emptyBoard: (board) => `El portal de empleo está vacío: 0 puestos abiertos (${board})`,
    roles: ({ total, board, senior, fresh }) =>
      [
        `${text.openRoles(total)} (${board})`,
        ...(senior > 0 ? [`${text.number(senior)} de dirección`] : []),
        ...(fresh > 0
          ? [
              `${text.number(fresh)} ${fresh === 1 ? 'publicado' : 'publicados'} en los últimos 30 días`,
            ]
          : []),
      ].join(', '),
    noneFor: (trouble) => `No se cuenta crecimiento, porque la empresa está ${trouble}`,
  },
  fit: {
    industry: (fits, name) => `El sector ${fits ? 'encaja' : 'no encaja'}: ${name}`,
    size: (fit, people) =>
      `${{ yes: 'El tamaño encaja', perhaps: 'El tamaño quizá encaje', no: 'El tamaño no encaja' }[fit]}: ${people}`,
    country: (fits, name) => `El país ${fits ? 'encaja' : 'no encaja'}: ${name}`,
    technology: (names) => `La tecnología encaja: ${text.list(names)}`,
    noTechnology: 'No se ha detectado ninguna de las tecnologías deseadas',
  },
  unknown: {
    financial: 'No se ha encontrado ni inscripción en el registro, ni cuentas, ni facturación.',
    growth:
      'No se ha encontrado ni portal de empleo, ni emisión de participaciones, ni cambio de administradores, ni anuncios.',
    engagement: 'El CRM no contiene nada sobre lo que ha hecho nadie.',
    noProfile: 'No hay un perfil de cliente ideal definido.',
    nothingForFit: 'De esta empresa no se conoce nada de lo que pide el perfil de cliente ideal.',
  },
  wouldRaise: {
    confirmCompany: 'Confirmar de qué empresa se trata: antes no cuenta ningún dato de empresa.',
    another: (what, isFirst, points) => {
      const noun = { meeting: 'reunión', reply: 'respuesta' }[what];
      return `${isFirst ? 'Una' : 'Otra'} ${noun} ahora sumaría hasta ${counted(points)}.`;
    },
    accountsFiled: (points) =>
      `Unas cuentas depositadas en el registro sumarían ${counted(points)}: están atrasadas.`,
    financial:
      'La situación financiera es desconocida: buscar la inscripción en el registro o las cuentas.',
    growth:
      'El crecimiento es desconocido: buscar el portal de empleo, emisiones de participaciones o noticias.',
    engagement:
      'La interacción es desconocida: anotar una reunión o una respuesta, o vincular los contactos a la empresa.',
    fit: 'El encaje es desconocido: buscar el sector, el tamaño o el país de la empresa.',
    noProfile: 'El encaje es desconocido: definir un perfil de cliente ideal.',
    noJobBoard:
      'El crecimiento no se apoya en ningún portal de empleo: una página de empleo que enlace a uno mostraría los puestos abiertos.',
  },
};
