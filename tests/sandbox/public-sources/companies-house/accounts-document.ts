/** Accounts as software files them: XHTML with tags of FRS 102 in it. */
import { addDays, addMonths } from '../../world/calendar.ts';
import type { RegisterEntry, RegisterFiling } from '../../world/types.ts';

const thousands = (amount: number) => String(Math.abs(amount)).replace(/\B(?=(?:\d{3})+$)/g, ',');

export function accountsDocument(entry: RegisterEntry, filing: RegisterFiling): string {
  const end = filing.actionDate ?? filing.date;
  const before = addMonths(end, -12);
  const start = addDays(before, 1);
  const startBefore = addDays(addMonths(before, -12), 1);
  const figures = filing.figures ?? {};
  const row = (
    label: string,
    concept: string,
    values: readonly [number, number] | undefined,
    contexts: readonly [string, string],
    unit = 'GBP',
  ) =>
    values
      ? `<tr><td>${label}</td>${values
          .map(
            (value, index) =>
              `<td>${value < 0 ? '(' : ''}<ix:nonFraction name="core:${concept}" contextRef="${contexts[index]}" unitRef="${unit}" decimals="0" format="ixt2:numdotdecimal"${value < 0 ? ' sign="-"' : ''}>${thousands(value)}</ix:nonFraction>${value < 0 ? ')' : ''}</td>`,
          )
          .join('')}</tr>`
      : '';
  const period = (id: string, from: string, to: string) =>
    `<xbrli:context id="${id}">${holder(entry)}<xbrli:period><xbrli:startDate>${from}</xbrli:startDate><xbrli:endDate>${to}</xbrli:endDate></xbrli:period></xbrli:context>`;
  const instant = (id: string, at: string, within = '') =>
    `<xbrli:context id="${id}">${holder(entry, within)}<xbrli:period><xbrli:instant>${at}</xbrli:instant></xbrli:period></xbrli:context>`;
  const soon =
    '<xbrldi:explicitMember dimension="core:MaturitiesOrExpirationPeriodsDimension">core:WithinOneYear</xbrldi:explicitMember>';
  return `<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" xmlns:ixt2="http://www.xbrl.org/inlineXBRL/transformation/2011-07-31" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:core="http://xbrl.frc.org.uk/fr/2023-01-01/core" xmlns:bus="http://xbrl.frc.org.uk/cd/2023-01-01/business">
<head><title>${entry.name} accounts</title></head>
<body><div style="display:none"><ix:header><ix:hidden>
<ix:nonNumeric name="bus:UKCompaniesHouseRegisteredNumber" contextRef="year">${entry.number}</ix:nonNumeric>
<ix:nonNumeric name="bus:EntityCurrentLegalOrRegisteredName" contextRef="year">${entry.name}</ix:nonNumeric>
<ix:nonNumeric name="bus:BalanceSheetDate" contextRef="end">${end}</ix:nonNumeric>
</ix:hidden>
<ix:references><link:schemaRef xlink:type="simple" xlink:href="https://xbrl.frc.org.uk/FRS-102/2023-01-01/FRS-102-2023-01-01.xsd"/></ix:references>
<ix:resources>
${period('year', start, end)}${period('lastYear', startBefore, before)}${instant('end', end)}${instant('lastEnd', before)}${instant('endSoon', end, soon)}${instant('lastEndSoon', before, soon)}
<xbrli:unit id="GBP"><xbrli:measure>iso4217:GBP</xbrli:measure></xbrli:unit><xbrli:unit id="people"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>
</ix:resources></ix:header></div>
<table>
${row('Turnover', 'TurnoverRevenue', figures.turnover, ['year', 'lastYear'])}
${row('Profit for the year', 'ProfitLoss', figures.profit, ['year', 'lastYear'])}
${row('Cash at bank', 'CashBankOnHand', figures.cash, ['end', 'lastEnd'])}
${row('Current assets', 'CurrentAssets', figures.currentAssets, ['end', 'lastEnd'])}
${row('Creditors: due within one year', 'Creditors', figures.creditorsWithinOneYear, ['endSoon', 'lastEndSoon'])}
${row('Net assets', 'NetAssetsLiabilities', figures.netAssets, ['end', 'lastEnd'])}
${row('Average number of employees', 'AverageNumberEmployeesDuringPeriod', figures.employees, ['year', 'lastYear'], 'people')}
</table></body></html>`;
}

const holder = ({ number }: RegisterEntry, within = '') =>
  `<xbrli:entity><xbrli:identifier scheme="http://www.companieshouse.gov.uk/">${number}</xbrli:identifier>${within && `<xbrli:segment>${within}</xbrli:segment>`}</xbrli:entity>`;
