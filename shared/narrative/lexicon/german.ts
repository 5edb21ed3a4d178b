import { monthsOf } from '../../language/text.ts';
import { currencyTable, type Lexicon, wholeWords, wordSet } from './lexicon.ts';

const units =
  'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'.split(
    ' ',
  );
const tens = ' zehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' ');

function below100(value: number): string {
  if (value < 20) return units[value] ?? '';
  const unit = value % 10;
  const ten = tens[Math.floor(value / 10)] ?? '';
  return unit === 0 ? ten : `${unit === 1 ? 'ein' : units[unit]}und${ten}`;
}

/** "zweihundertsechs" is one word, up to 999 and for round thousands. */
function numbers(): Map<string, number> {
  const words = new Map<string, number>();
  for (let value = 0; value < 100; value++) words.set(below100(value), value);
  for (let hundreds = 1; hundreds < 10; hundreds++) {
    const prefixes = hundreds === 1 ? ['einhundert', 'hundert'] : [`${units[hundreds]}hundert`];
    for (const prefix of prefixes) {
      words.set(prefix, hundreds * 100);
      for (let rest = 1; rest < 100; rest++) {
        words.set(prefix + below100(rest), hundreds * 100 + rest);
      }
    }
  }
  for (let value = 2; value < 100; value++) words.set(`${below100(value)}tausend`, value * 1000);
  words.set('eintausend', 1000);
  return words;
}

export const german: Lexicon = {
  months: monthsOf('de-DE'),
  shortMonths: ['Jan', 'Feb', 'Mär', 'Apr', 'Mai', 'Jun', 'Jul', 'Aug', 'Sep', 'Okt', 'Nov', 'Dez'],
  ambiguousMonths: [],
  ofDate: '',
  dayMark: '\\.',
  group: '.',
  decimal: ',',
  scales: {
    hundert: 1e2,
    tausend: 1e3,
    tsd: 1e3,
    million: 1e6,
    millionen: 1e6,
    mio: 1e6,
    milliarde: 1e9,
    milliarden: 1e9,
    mrd: 1e9,
    billion: 1e12,
    billionen: 1e12,
  },
  percent: '%|Prozentpunkte?n?|Prozent|v\\.\\s?H\\.',
  currencies: currencyTable({
    euro: 'EUR',
    pfund: 'GBP',
    dollar: 'USD',
    franken: 'CHF',
  }),
  numbers: numbers(),
  promise: wholeWords(
    'wird|werden|soll|sollen|dürfte|dürften|garantiert?|garantieren|verspricht|versprechen|sicherlich|' +
      'bestimmt|zweifellos|unweigerlich|voraussichtlich|wahrscheinlich|risikofrei',
  ),
  quantity: wholeWords(
    'verdoppel\\p{L}*|verdreifach\\p{L}*|vervierfach\\p{L}*|halbier\\p{L}*|hälfte|doppelt\\p{L}*|dreifach\\p{L}*|' +
      'dutzende?n?|hunderte?n?|tausende?n?|millionenfach|mehrheit|zwei drittel|zehnfach\\p{L}*',
  ),
  relativeDate: wholeWords(
    'heute|gestern|vorgestern|morgen|(?:dies|letzt|vorig|nächst|kommend|vergangen)(?:e|en|em|er|es) ' +
      '(?:woche|monat|monats|quartal|quartals|jahr|jahres|frühjahr|sommer|herbst|winter)|' +
      'vor (?:kurzem|\\p{L}+ (?:stunden?|tagen?|wochen?|monaten?|jahren?))',
  ),
  openers: wordSet(
    'frühere ab aktiv aktuell als am an auch auf aus außerdem bei bis bisher da dabei damit danach das dazu dem den der ' +
      'des deshalb die dies diese dieser dieses dort drei durch ein eine einem einen einer er es für gegen hier ' +
      'hinzu ihr ihre im in insgesamt ist jetzt kein keine laut mehrere mit nach neben neu nicht noch nur ob ' +
      'oberste obwohl ohne sein seine seit sie sind so sowie trotz über um und unter von vor während weil weiter ' +
      'weitere wenn wie wo zu zudem zuletzt zum zur zwei zwischen',
  ),
  elision: null,
  nouns: wordSet(
    'abschluss abschlusses abschlüsse adresse angabe angaben angebot anruf anrufe anteile anteilen antwort ' +
      'antworten anzahl art aufgabe auftrag auftragsgewinn ausgabe ausscheiden barmittel bereich beschäftigte ' +
      'beschäftigten bestellung besucher besuchern besuch betrieb branche daten deal deals eintrag eintrags ' +
      'einträge einreichung einsatz entwicklung expansion finanzierung finanzlage firma firmenname formular ' +
      'führung funktion geschäftsführung gesellschaft gesellschaften größe gründung hauptsitz insolvenz kampagne ' +
      'insolvenzverfahren interesse jahr jahre jahresabschluss kapital karriereseite kleinstunternehmen konzern ' +
      'konzernabschluss kontakt kunde kunden kredit land ländern leitung link liquidation löschung lage meldung ' +
      'meldungen mitarbeiter mitarbeitende muttergesellschaft name namen organmitglied organmitglieds ' +
      'partnerschaft person personal personalsuche pfandrecht pfandrechte pfandrechten position produkt produkte ' +
      'prüfung prüfungspflicht quelle quellen reaktion reaktionen rechtsform register registereintrag ' +
      'registermeldung reinvermögen runde satz sanierungsverfahren seite seitenaufruf seitenaufrufe seitenbesuch ' +
      'sitz sitzland stand standort status stelle stellen stellenabbau stellenbörse tag tage tagen technik ' +
      'technologie termin termine tochtergesellschaft umsatz unternehmen unternehmens veränderung vergleich ' +
      'vergleichsverfahren verfahren verfügung vermögen vertrag vertrieb wachstum website webseite wechsel ' +
      'zahl zahlen zeit zeitraum zusammenarbeit zwangsverwaltung zwischenabschluss erleichterungen offenlegung ' +
      'bestellungen abteilung abteilungen gruppe anfrage gespräch treffen klick ende anfang monat monate woche',
  ),
};
