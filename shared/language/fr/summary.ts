import { sentenceOf } from '../text.ts';
import type { Happened, SummaryWords } from '../words.ts';
import { register } from './register.ts';
import { text } from './text.ts';

const said: Readonly<Record<Exclude<Happened['what'], 'page-intent'>, (date: string) => string>> = {
  reply: (date) => `une réponse est arrivée le ${date}`,
  meeting: (date) => `un rendez-vous est noté le ${date}`,
  form: (date) => `un formulaire a été envoyé le ${date}`,
  campaign: (date) => `une campagne a reçu une réponse le ${date}`,
  call: (date) => `un appel est noté le ${date}`,
  click: (date) => `un lien a été cliqué le ${date}`,
  'page-view': (date) => `le site a été visité le ${date}`,
};

function clause({ what, date: iso, isBooked, page }: Happened): string {
  const date = text.date(iso);
  if (what === 'page-intent') {
    const which = page === null ? 'une page qui montre un intérêt' : `la page ${text.quote(page)}`;
    return `${which} a été visitée le ${date}`;
  }
  if (isBooked && what === 'meeting') return `un rendez-vous est prévu le ${date}`;
  if (isBooked && what === 'call') return `un appel est prévu le ${date}`;
  return said[what](date);
}

const headed = (title: string | null) => (title === null ? '' : `\u00a0: ${text.quote(title)}`);

export const summary: SummaryWords = {
  nothing: 'Pas assez d’éléments pour un résumé.',
  warning(trouble, isStrikeOffProposed, date) {
    const when = `(${text.asOf(date)})`;
    if (trouble === null)
      return `Selon le registre, la radiation de la société est proposée ${when}.`;
    return isStrikeOffProposed
      ? `Selon le registre, la société est ${trouble} et sa radiation est proposée ${when}.`
      : `Selon le registre, la société est ${trouble} ${when}.`;
  },
  accountsOverdue: (dueOn) =>
    dueOn === null
      ? 'Les comptes de la société sont en retard.'
      : `Les comptes de la société sont en retard\u00a0: ils étaient attendus le ${text.date(dueOn)}.`,
  statementOverdue: (dueOn) =>
    dueOn === null
      ? 'La déclaration annuelle au registre est en retard.'
      : `La déclaration annuelle au registre est en retard\u00a0: elle était attendue le ${text.date(dueOn)}.`,
  happened: (events) => sentenceOf(events.map(clause), ' et '),
  silence: (since) =>
    since === null
      ? 'Personne n’y a réagi jusqu’ici.'
      : `Personne n’y a réagi depuis le ${text.date(since)}.`,
  hiring({ total, senior, board, date }) {
    const where = board === null ? 'Le site d’emploi' : `Le site d’emploi (${board})`;
    const roles = total === 0 ? 'n’affiche aucun poste' : `affiche ${text.openRoles(total)}`;
    const ofThem =
      senior > 0
        ? `, dont ${text.number(senior)} ${senior < 2 ? 'poste' : 'postes'} de direction`
        : '';
    return `${where} ${roles}${ofThem} (${text.asOf(date)}).`;
  },
  news(topic, date, title) {
    const what = {
      funding: 'Un financement a été annoncé',
      expansion: 'Une expansion a été annoncée',
      'leadership-change': 'Un changement de direction a été annoncé',
      'contract-award': 'L’obtention d’un contrat a été annoncée',
      product: 'Un produit a été annoncé',
      partnership: 'Un partenariat a été annoncé',
      layoffs: 'Des suppressions de postes ont été annoncées',
    }[topic];
    return `${what} le ${text.date(date)}${headed(title)}.`;
  },
  filed(topic, date) {
    const on = `le ${text.date(date)}`;
    return {
      capital: `Une émission de parts déposée ${on} a apporté du capital\u00a0; le tour n’est pas précisé.`,
      'officer-appointed': `La nomination d’un dirigeant a été déposée ${on}.`,
      'officer-left': `Le départ d’un dirigeant a été déposé ${on}.`,
      charge: `Une sûreté sur ses actifs a été déposée ${on}.`,
      address: `Un changement de siège a été déposé ${on}.`,
      name: `Un changement de nom a été déposé ${on}.`,
    }[topic];
  },
  register(entry, accounts) {
    const clauses: string[] = [];
    if (entry !== null) {
      clauses.push(
        entry.incorporatedOn === null
          ? 'la société est active au registre'
          : `la société est active au registre et existe depuis le ${text.date(entry.incorporatedOn)}`,
      );
    }
    if (accounts !== null) {
      const kind = accounts.type === null ? '' : ` (${register.accounts[accounts.type]})`;
      const whose = entry === null ? 'les comptes de la société' : 'ses comptes';
      clauses.push(`${whose} ne sont pas en retard${kind}`);
    }
    return sentenceOf(clauses, '\u00a0; ');
  },
  size(headcount, revenue) {
    const clauses: string[] = [];
    if (headcount !== null) {
      const { people, basis } = headcount;
      clauses.push(
        {
          stated: `le site de la société indique ${people}`,
          crm: `le CRM indique ${people}`,
          'accounts-type': `le type de ses comptes correspond à ${people}`,
          accounts: `les comptes de la société indiquent ${people}`,
        }[basis],
      );
    }
    if (revenue !== null) clauses.push(`le chiffre d’affaires indiqué est de ${revenue}`);
    return sentenceOf(clauses, ' et ');
  },
  change({ measure, from, to, since, until }) {
    const what = {
      'open-jobs': 'Le nombre de postes ouverts',
      'open-engineering-jobs': 'Le nombre de postes ouverts en ingénierie',
      headcount: 'L’effectif',
    }[measure];
    return `${what} est passé de ${text.number(from)} à ${text.number(to)} entre le ${text.date(since)} et le ${text.date(until)}.`;
  },
  award({ buyer, money, date }) {
    const by = buyer === null ? '' : ` auprès de ${buyer}`;
    const worth = money === null ? '' : `, d’un montant de ${money}`;
    return `La société a obtenu un marché public le ${text.date(date)}${by}${worth}.`;
  },
  interest({ days, pageViews, visitors }) {
    const views = `${text.number(pageViews)} ${pageViews < 2 ? 'page vue' : 'pages vues'}`;
    const people =
      visitors === null
        ? ''
        : ` par ${text.number(visitors)} ${visitors < 2 ? 'visiteur' : 'visiteurs'}`;
    return `Le CRM compte ${views}${people} de la société en ${text.number(days)} jours.`;
  },
  figures({ name, current, previous, periodEnd }) {
    const what = {
      turnover: 'un chiffre d’affaires',
      netAssets: 'un actif net',
      cash: 'une trésorerie',
    }[name];
    const before = previous === null ? '' : `, contre ${previous} sur la période précédente`;
    return `Les comptes au ${text.date(periodEnd)} indiquent ${what} de ${current}${before}.`;
  },
  parent: (relation, name) =>
    `${relation === 'direct' ? 'La société mère' : 'La société mère ultime'} est ${name}.`,
  industry: (name) => `Le secteur indiqué est ${text.quote(name)}.`,
  technology: (name) => `Le site de la société utilise ${name}.`,
  place: (country) => `Pays de la société\u00a0: ${country}.`,
  onRecord(kind, date) {
    const what = {
      registration: 'La dernière inscription au registre',
      accounts: 'La dernière inscription sur les comptes',
      'confirmation-statement': 'La dernière déclaration annuelle',
      charges: 'La dernière inscription sur les sûretés',
      insolvency: 'La dernière inscription sur l’insolvabilité',
      filing: 'Le dernier dépôt',
      'open-jobs': 'Le dernier relevé d’offres d’emploi',
      headcount: 'Le dernier effectif',
      financials: 'La dernière série de chiffres',
      revenue: 'Le dernier chiffre d’affaires',
      industry: 'Le dernier secteur indiqué',
      location: 'Le dernier lieu indiqué',
      technology: 'La dernière technologie relevée',
      website: 'Le dernier relevé du site',
      engagement: 'La dernière réaction',
      'no-engagement': 'La dernière note de contact',
      'page-intent': 'La dernière visite de page',
      intent: 'Le dernier relevé d’intérêt',
      change: 'Le dernier changement',
      'contract-award': 'Le dernier marché public',
      'legal-entity': 'La dernière inscription d’entité juridique',
      'parent-company': 'La dernière indication sur la société mère',
      announcement: 'La dernière annonce',
    }[kind];
    return `${what} date du ${text.date(date)}.`;
  },
  flow: (sentences) => [...sentences],
};
