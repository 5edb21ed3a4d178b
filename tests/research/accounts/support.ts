/** Accounts in the forms that different software files. */

export interface Tagged {
  readonly concept: string;
  readonly context: string;
  readonly text: string;
  readonly attributes?: string;
}

const contexts = {
  end: instant('2025-03-31'),
  lastEnd: instant('2024-03-31'),
  year: period('2024-04-01', '2025-03-31'),
  lastYear: period('2023-04-01', '2024-03-31'),
  endSoon: instant(
    '2025-03-31',
    member('core:MaturitiesOrExpirationPeriodsDimension', 'core:WithinOneYear'),
  ),
  endSoonCurrent: instant(
    '2025-03-31',
    member('core:MaturitiesOrExpirationPeriodsDimension', 'core:WithinOneYear') +
      member(
        'core:FinancialInstrumentCurrentNon-currentDimension',
        'core:CurrentFinancialInstruments',
      ),
  ),
  endLater: instant(
    '2025-03-31',
    member('core:MaturitiesOrExpirationPeriodsDimension', 'core:AfterOneYear'),
  ),
  endGroup: instant('2025-03-31', member('bus:GroupCompanyDataDimension', 'bus:Consolidated')),
  endCompany: instant('2025-03-31', member('bus:GroupCompanyDataDimension', 'bus:Company')),
  endShare: instant('2025-03-31', member('core:EquityClassesDimension', 'core:ShareCapital')),
} as const;

/** A document around tagged values; prefixes and namespaces are whatever the software likes. */
export function accountsWith(
  facts: readonly Tagged[],
  { number = '09000001', prefix = 'ns5', extra = '' } = {},
): string {
  const resources = Object.entries(contexts)
    .map(
      ([id, inner]) =>
        `<xbrli:context id="${id}">${inner.replaceAll('NUMBER', number)}</xbrli:context>`,
    )
    .join('');
  const body = facts
    .map(
      ({ concept, context, text, attributes = 'unitRef="GBP" decimals="0"' }) =>
        `<p>Line <ix:nonFraction name="${prefix}:${concept}" contextRef="${context}" ${attributes}>${text}</ix:nonFraction></p>`,
    )
    .join('');
  return `<?xml version="1.0"?>${extra}<html xmlns="http://www.w3.org/1999/xhtml"><body>
<ix:header><ix:hidden><ix:nonNumeric name="ns4:UKCompaniesHouseRegisteredNumber" contextRef="year">${number}</ix:nonNumeric></ix:hidden>
<ix:resources>${resources}<xbrli:unit id="GBP"><xbrli:measure>iso4217:GBP</xbrli:measure></xbrli:unit><xbrli:unit id="pure"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit></ix:resources></ix:header>
${body}</body></html>`;
}

function holder(segment: string): string {
  return `<xbrli:entity><xbrli:identifier scheme="http://www.companieshouse.gov.uk/">NUMBER</xbrli:identifier>${segment && `<xbrli:segment>${segment}</xbrli:segment>`}</xbrli:entity>`;
}

function instant(day: string, segment = ''): string {
  return `${holder(segment)}<xbrli:period><xbrli:instant>${day}</xbrli:instant></xbrli:period>`;
}

function period(from: string, to: string): string {
  return `${holder('')}<xbrli:period><xbrli:startDate>${from}</xbrli:startDate><xbrli:endDate>${to}</xbrli:endDate></xbrli:period>`;
}

function member(dimension: string, value: string): string {
  return `<xbrldi:explicitMember dimension="${dimension}">${value}</xbrldi:explicitMember>`;
}
