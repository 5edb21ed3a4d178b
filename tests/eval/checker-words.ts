/** What the second opinion knows of words; written down on its own, not taken from the gate. */
import type { Language } from '../../shared/language/language.ts';

export const multipliers: Readonly<Record<Language, Readonly<Record<string, number>>>> = {
  en: { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6, bn: 1e9, billion: 1e9 },
  de: { tausend: 1e3, mio: 1e6, million: 1e6, millionen: 1e6, mrd: 1e9, milliarden: 1e9 },
  fr: { mille: 1e3, million: 1e6, millions: 1e6, milliard: 1e9, milliards: 1e9 },
  es: { mil: 1e3, millón: 1e6, millones: 1e6 },
  nl: { duizend: 1e3, mln: 1e6, miljoen: 1e6, mld: 1e9, miljard: 1e9 },
};

const upToTwenty: Readonly<Record<Language, string>> = {
  en: 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
  de: 'null - zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
  fr: 'zéro - deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize - - - vingt',
  es: 'cero - dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte',
  nl: 'nul - twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig',
};

/** Numbers up to twenty in words; articles that look like "one" are none. */
export function bareNumberWords(
  text: string,
  language: Language,
): { text: string; value: number }[] {
  const words = upToTwenty[language].split(' ');
  return [...text.toLowerCase().matchAll(/\p{L}+/gu)].flatMap(([word]) => {
    const value = words.indexOf(word);
    return value < 0 ? [] : [{ text: word, value }];
  });
}

/** German nouns that name nobody, gathered by reading what was shown. */
export const ordinaryNouns: ReadonlySet<string> = new Set(
  (
    'Abschluss Angabe Anrufe Anruf Anteile Antwort Art Auftrag Auftragsgewinn Ausgabe Ausscheiden Auf Barmittel ' +
    'Beschäftigte Beschäftigten Bestellung Besucher Besuchern Branche Eintrag Einreichung Entwicklung Expansion ' +
    'Finanzierung Firmenname Formular Führung Funktion Gesellschaft Gesellschaften Größe Insolvenz ' +
    'Insolvenzverfahren Interesse Jahresabschluss Kapital Kleinstunternehmen Konzernabschluss Kontakt Link ' +
    'Liquidation Löschung Meldung Muttergesellschaft Organmitglied Organmitglieds Partnerschaft Pfandrecht ' +
    'Pfandrechte Pfandrechten Produkt Prüfung Prüfungspflicht Reaktion Rechtsform Register Registereintrag ' +
    'Registermeldung Reinvermögen Runde Sanierungsverfahren Satz Seite Seitenaufruf Seitenaufrufe Seitenbesuch ' +
    'Sitz Stand Standort Stelle Stellen Stellenabbau Stellenbörse Tagen Technik Termin Tochtergesellschaft Umsatz ' +
    'Unternehmen Unternehmens Abschlusses Veränderung Vergleichsverfahren Vermögen Website Wechsel Zahl Zahlen Zeitraum Zwangsverwaltung ' +
    'Zwischenabschluss Erleichterungen Offenlegung'
  ).split(' '),
);
