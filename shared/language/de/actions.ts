import type { ActionWords, TaskWords } from '../words.ts';
import { text } from './text.ts';

export const actions: ActionWords = {
  doNotContact: { title: 'Diese Person nicht kontaktieren', reason: 'Sie hat widersprochen.' },
  checkStanding: 'Vor jedem Kontakt die Lage des Unternehmens prüfen',
  confirmCompany: 'Klären, welches Unternehmen gemeint ist',
  correctWebsite: 'Website-Adresse des Unternehmens berichtigen',
  checkNameAndWebsite: 'Name und Website des Unternehmens prüfen',
  addWebsiteOrName: 'Website oder Namen des Unternehmens ergänzen',
  matchReason: (status) =>
    ({
      ambiguous: 'Mehrere Unternehmen kommen infrage.',
      'no-company': 'Der Datensatz nennt kein Unternehmen.',
      'free-mail-domain':
        'Die E-Mail-Adresse gehört zu einem freien Anbieter, nicht zu einem Unternehmen.',
      'invalid-domain': 'Die Adresse der Website ist ungültig.',
      'not-found': 'Es wurde kein passendes Unternehmen gefunden.',
      suppressed: 'Das Unternehmen oder die Person steht auf der Sperrliste.',
    })[status],
  assignOwner: 'Zuständigkeit festlegen',
  checkCredit: 'Vor einem Angebot die Zahlungsbedingungen prüfen',
  setProfile: {
    title: 'Wunschkundenprofil festlegen',
    reason: 'Ohne Profil ist unbekannt, ob ein Unternehmen passt; das fehlt in jedem Score.',
  },
  updateDeal: 'Offenen Deal auf den neuesten Stand bringen',
  prepareMeeting: 'Termin vorbereiten',
  answer: {
    reply: 'Auf die Antwort eingehen',
    meeting: 'Termin nachfassen',
    form: 'Formularanfrage beantworten',
    campaign: 'Kampagnenreaktion nachfassen',
    call: 'Anruf nachfassen',
  },
  onSignal: {
    intent: 'Eine Vorführung anbieten, solange das Interesse frisch ist',
    contractAward: 'In der nächsten Nachricht auf den Auftragsgewinn eingehen',
    funding: 'Fragen, wofür das neue Kapital gedacht ist',
    hiring: 'Mit der Personalsuche ins Gespräch einsteigen',
    expansion: 'Nach der Expansion fragen',
    leadership: 'Herausfinden, wer nach dem Wechsel entscheidet',
    partnership: 'In der nächsten Nachricht auf die Partnerschaft eingehen',
    product: 'In der nächsten Nachricht auf das neue Produkt eingehen',
  },
  tryAnotherWay: {
    title: 'Einen anderen Weg zum Kontakt versuchen',
    reason: (score, since) =>
      since === null
        ? `Der Score ist ${score}, und bisher hat niemand reagiert.`
        : `Der Score ist ${score}, und seit dem ${text.date(since)} hat niemand reagiert.`,
  },
  getInTouch: {
    title: 'Kontakt aufnehmen',
    reason: (score, wasEver) =>
      wasEver
        ? `Der Score ist ${score}, und in letzter Zeit ist keine Reaktion eingetragen.`
        : `Der Score ist ${score}, und es ist keine Reaktion eingetragen.`,
  },
};

const components = {
  financial: 'Finanzlage',
  growth: 'Wachstum',
  engagement: 'Engagement',
  fit: 'Passung',
} as const;

const levels = { high: 'hoch', medium: 'mittel', low: 'niedrig' } as const;

export const task: TaskWords = {
  followUp: (name, why) =>
    why === null ? `Nachfassen bei ${name}` : `Nachfassen bei ${name}: ${why}`,
  recordName: (id) => `Datensatz ${id}`,
  score: (value, confidence) =>
    value === null
      ? 'Der oppSpot-Score ist unbekannt.'
      : `oppSpot-Score: ${value} von 100 (Sicherheit ${levels[confidence]}).`,
  whatHappened: 'Was geschehen ist:',
  steps: 'Empfohlene Schritte:',
  whyThisScore: 'Warum dieser Score:',
  restsOn: 'Worauf das beruht:',
  unknown: (names) =>
    `Unbekannt und nicht eingerechnet: ${text.list(names.map((name) => components[name]))}.`,
};
