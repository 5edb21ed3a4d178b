import { sentenceOf } from '../text.ts';
import type { Happened, SummaryWords } from '../words.ts';
import { register } from './register.ts';
import { text } from './text.ts';

const said: Readonly<Record<Exclude<Happened['what'], 'page-intent'>, (date: string) => string>> = {
  reply: (date) => `el ${date} llegó una respuesta`,
  meeting: (date) => `hay una reunión anotada el ${date}`,
  form: (date) => `el ${date} se envió un formulario`,
  campaign: (date) => `el ${date} hubo una respuesta a una campaña`,
  call: (date) => `hay una llamada anotada el ${date}`,
  click: (date) => `el ${date} se hizo clic en un enlace`,
  'page-view': (date) => `el ${date} se visitó el sitio web`,
};

function clause({ what, date: iso, isBooked, page }: Happened): string {
  const date = text.date(iso);
  if (what === 'page-intent') {
    const which =
      page === null ? 'una página que muestra interés' : `la página ${text.quote(page)}`;
    return `el ${date} se visitó ${which}`;
  }
  if (isBooked && what === 'meeting') return `hay una reunión prevista para el ${date}`;
  if (isBooked && what === 'call') return `hay una llamada prevista para el ${date}`;
  return said[what](date);
}

export const summary: SummaryWords = {
  nothing: 'No hay datos suficientes para un resumen.',
  warning(trouble, isStrikeOffProposed, date) {
    const when = `(${text.asOf(date)})`;
    if (trouble === null) {
      return `Según el registro, se ha propuesto dar de baja a la empresa ${when}.`;
    }
    return isStrikeOffProposed
      ? `Según el registro, la empresa está ${trouble} y se ha propuesto darla de baja ${when}.`
      : `Según el registro, la empresa está ${trouble} ${when}.`;
  },
  accountsOverdue: (dueOn) =>
    dueOn === null
      ? 'Las cuentas de la empresa están atrasadas.'
      : `Las cuentas de la empresa están atrasadas: vencían el ${text.date(dueOn)}.`,
  statementOverdue: (dueOn) =>
    dueOn === null
      ? 'La declaración anual al registro está atrasada.'
      : `La declaración anual al registro está atrasada: vencía el ${text.date(dueOn)}.`,
  happened: (events) => sentenceOf(events.map(clause), ' y '),
  silence: (since) =>
    since === null
      ? 'Hasta ahora nadie ha reaccionado.'
      : `Nadie ha reaccionado desde el ${text.date(since)}.`,
  hiring({ total, senior, board, date }) {
    const where = board === null ? 'El portal de empleo' : `El portal de empleo (${board})`;
    const roles = total === 0 ? 'no muestra ningún puesto' : `muestra ${text.openRoles(total)}`;
    const ofThem = senior > 0 ? `, ${text.number(senior)} de ellos de dirección` : '';
    return `${where} ${roles}${ofThem} (${text.asOf(date)}).`;
  },
  news(topic, date, title) {
    const what = {
      funding: 'una financiación',
      expansion: 'una expansión',
      'leadership-change': 'un cambio en la dirección',
      'contract-award': 'la adjudicación de un contrato',
      product: 'un producto',
      partnership: 'una alianza',
      layoffs: 'un recorte de plantilla',
    }[topic];
    const headline = title === null ? '' : `: ${text.quote(title)}`;
    return `El ${text.date(date)} se anunció ${what}${headline}.`;
  },
  filed(topic, date) {
    const on = `El ${text.date(date)}`;
    return {
      capital: `${on} se registró una emisión de participaciones que aportó capital; no se indica la ronda.`,
      'officer-appointed': `${on} se registró el nombramiento de un administrador.`,
      'officer-left': `${on} se registró el cese de un administrador.`,
      charge: `${on} se registró una carga sobre sus activos.`,
      address: `${on} se registró un cambio de domicilio social.`,
      name: `${on} se registró un cambio de nombre.`,
    }[topic];
  },
  register(entry, accounts) {
    const clauses: string[] = [];
    if (entry !== null) {
      clauses.push(
        entry.incorporatedOn === null
          ? 'la empresa figura activa en el registro'
          : `la empresa figura activa en el registro y existe desde el ${text.date(entry.incorporatedOn)}`,
      );
    }
    if (accounts !== null) {
      const kind = accounts.type === null ? '' : ` (${register.accounts[accounts.type]})`;
      const whose = entry === null ? 'las cuentas de la empresa' : 'sus cuentas';
      clauses.push(`${whose} no están atrasadas${kind}`);
    }
    return sentenceOf(clauses, '; ');
  },
  size(headcount, revenue) {
    const clauses: string[] = [];
    if (headcount !== null) {
      const { people, basis } = headcount;
      clauses.push(
        {
          stated: `el sitio web de la empresa indica ${people}`,
          crm: `el CRM indica ${people}`,
          'accounts-type': `el tipo de sus cuentas corresponde a ${people}`,
          accounts: `las cuentas de la empresa indican ${people}`,
        }[basis],
      );
    }
    if (revenue !== null) clauses.push(`la facturación indicada es de ${revenue}`);
    return sentenceOf(clauses, ' y ');
  },
  change({ measure, from, to, since, until }) {
    const what = {
      'open-jobs': 'El número de puestos abiertos',
      'open-engineering-jobs': 'El número de puestos abiertos de ingeniería',
      headcount: 'La plantilla',
    }[measure];
    return `${what} pasó de ${text.number(from)} a ${text.number(to)} entre el ${text.date(since)} y el ${text.date(until)}.`;
  },
  award({ buyer, money, date }) {
    const by = buyer === null ? '' : ` de ${buyer}`;
    const worth = money === null ? '' : ` por ${money}`;
    return `La empresa obtuvo un contrato público${by}${worth} el ${text.date(date)}.`;
  },
  interest({ days, pageViews, visitors }) {
    const views = `${text.number(pageViews)} ${pageViews === 1 ? 'página vista' : 'páginas vistas'}`;
    const people =
      visitors === null
        ? ''
        : ` por ${text.number(visitors)} ${visitors === 1 ? 'visitante' : 'visitantes'}`;
    return `El CRM cuenta ${views}${people} de la empresa en ${text.number(days)} días.`;
  },
  figures({ name, current, previous, periodEnd }) {
    const what = {
      turnover: 'una facturación',
      netAssets: 'un patrimonio neto',
      cash: 'una tesorería',
    }[name];
    const before = previous === null ? '' : `, frente a ${previous} en el periodo anterior`;
    return `Las cuentas cerradas el ${text.date(periodEnd)} indican ${what} de ${current}${before}.`;
  },
  parent: (relation, name) =>
    `${relation === 'direct' ? 'La matriz' : 'La matriz última'} es ${name}.`,
  industry: (name) => `El sector indicado es ${text.quote(name)}.`,
  technology: (name) => `El sitio web de la empresa usa ${name}.`,
  place: (country) => `País de la empresa: ${country}.`,
  onRecord(kind, date) {
    const what = {
      registration: 'La última inscripción en el registro',
      accounts: 'La última anotación sobre las cuentas',
      'confirmation-statement': 'La última declaración anual',
      charges: 'La última anotación sobre cargas',
      insolvency: 'La última anotación sobre insolvencia',
      filing: 'El último depósito',
      'open-jobs': 'La última lectura del portal de empleo',
      headcount: 'La última cifra de plantilla',
      financials: 'La última serie de cifras',
      revenue: 'La última cifra de facturación',
      industry: 'El último sector indicado',
      location: 'La última ubicación indicada',
      technology: 'La última tecnología detectada',
      website: 'La última lectura del sitio web',
      engagement: 'La última reacción',
      'no-engagement': 'La última anotación de contacto',
      'page-intent': 'La última visita a una página',
      intent: 'La última anotación de interés',
      change: 'El último cambio',
      'contract-award': 'El último contrato público',
      'legal-entity': 'La última inscripción de entidad jurídica',
      'parent-company': 'La última indicación sobre la matriz',
      announcement: 'El último anuncio',
    }[kind];
    return `${what} es del ${text.date(date)}.`;
  },
  flow: (sentences) => [...sentences],
};
