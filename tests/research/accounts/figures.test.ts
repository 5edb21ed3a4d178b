import { describe, expect, it } from 'vitest';
import { accountsFigures } from '../../../server/research/providers/company-accounts/figures.ts';
import { readTaggedDocument } from '../../../server/research/providers/company-accounts/ixbrl.ts';
import { readNumber } from '../../../server/research/providers/company-accounts/numbers.ts';
import { accountsWith, type Tagged } from './support.ts';

const figuresOf = async (facts: readonly Tagged[], options = {}) =>
  accountsFigures(await readTaggedDocument(accountsWith(facts, options)), '2025-03-31');

const fact = (concept: string, context: string, text: string, attributes?: string): Tagged => ({
  concept,
  context,
  text,
  ...(attributes !== undefined && { attributes }),
});

describe('a printed number', () => {
  it.each([
    ['1,234,567', { format: 'ixt2:numdotdecimal' }, 1_234_567],
    ['1,234.50', { format: 'ixt:numcommadot' }, 1234.5],
    ['1 234 567', { format: 'ixt:numspacedot' }, 1_234_567],
    ['1.234,5', { format: 'ixt:numcommadecimal' }, 1234.5],
    ['1.234', { format: 'ixt4:num-comma-decimal' }, 1234],
    ['12', { format: 'ixt4:num-dot-decimal', scale: '3' }, 12_000],
    ['1.5', { format: 'ixt2:numdotdecimal', scale: '6' }, 1_500_000],
    ['500', { sign: '-' }, -500],
    ['(2,000)', {}, -2000],
    ['(2,000)', { sign: '-' }, -2000],
    ['-', { format: 'ixt2:zerodash' }, 0],
    ['—', { format: 'ixt4:fixed-zero', scale: '6' }, 0],
    ['', { format: 'ixt2:nocontent' }, 0],
    ['£12,000', {}, 12_000],
  ])('%s with %o is %d', (text, attributes, value) => {
    expect(readNumber(text, attributes)).toBe(value);
  });

  it.each([
    ['', {}],
    ['-', {}],
    ['nil', {}],
    ['1e9', {}],
    ['12.5', { format: 'ixt-sec:numwordsen' }],
    ['99999999999999', {}],
    ['1', { scale: '40' }],
    ['1', { scale: 'lots' }],
  ])('%s with %o is no number', (text, attributes) => {
    expect(readNumber(text, attributes)).toBeNull();
  });
});

describe('accounts under FRS 102 and 105', () => {
  it('give this year and the last', async () => {
    expect(
      await figuresOf([
        fact('TurnoverRevenue', 'year', '1,200,000'),
        fact('TurnoverRevenue', 'lastYear', '1,000,000'),
        fact('ProfitLoss', 'year', '85,000', 'unitRef="GBP" decimals="0" sign="-"'),
        fact('NetAssetsLiabilities', 'end', '400,000'),
        fact('NetAssetsLiabilities', 'lastEnd', '350,000'),
        fact('CashBankOnHand', 'end', '150,250'),
        fact('CurrentAssets', 'end', '600,000'),
        fact('Creditors', 'endSoonCurrent', '275,000'),
        fact('Creditors', 'endLater', '90,000'),
        fact('AverageNumberEmployeesDuringPeriod', 'year', '12', 'unitRef="pure" decimals="0"'),
        fact('AverageNumberEmployeesDuringPeriod', 'lastYear', '9', 'unitRef="pure" decimals="0"'),
      ]),
    ).toEqual({
      periodEnd: '2025-03-31',
      previousPeriodEnd: '2024-03-31',
      currency: 'GBP',
      consolidated: false,
      turnover: { current: 1_200_000, previous: 1_000_000 },
      profit: { current: -85_000, previous: null },
      netAssets: { current: 400_000, previous: 350_000 },
      cash: { current: 150_250, previous: null },
      currentAssets: { current: 600_000, previous: null },
      currentLiabilities: { current: 275_000, previous: null },
      employees: { current: 12, previous: 9 },
    });
  });

  it('give no figure that is not stated, rather than zero', async () => {
    const figures = await figuresOf([fact('NetAssetsLiabilities', 'end', '400,000')]);
    expect(figures).toMatchObject({
      netAssets: { current: 400_000, previous: null },
      cash: null,
      turnover: null,
      profit: null,
      currentLiabilities: null,
      employees: null,
    });
  });

  it('take equity for net assets only as a total', async () => {
    expect(await figuresOf([fact('Equity', 'endShare', '100')])).toBeNull();
    expect((await figuresOf([fact('Equity', 'end', '5,321')]))?.netAssets?.current).toBe(5321);
  });

  it('count people whatever unit the software gives them', async () => {
    const figures = await figuresOf([
      fact('AverageNumberEmployeesDuringPeriod', 'year', '1', 'unitRef="GBP" decimals="0"'),
    ]);
    expect(figures?.employees).toEqual({ current: 1, previous: null });
  });

  it('of a group are the figures of the group, not of its parent', async () => {
    const figures = await figuresOf([
      fact('NetAssetsLiabilities', 'endCompany', '1,000'),
      fact('NetAssetsLiabilities', 'endGroup', '9,000'),
    ]);
    expect(figures).toMatchObject({ consolidated: true, netAssets: { current: 9000 } });
  });

  it('with the same figure rounded and exact give the exact one', async () => {
    const figures = await figuresOf([
      fact('CurrentAssets', 'end', '600', 'unitRef="GBP" decimals="-3" scale="3"'),
      fact('CurrentAssets', 'end', '600,412', 'unitRef="GBP" decimals="0"'),
    ]);
    expect(figures?.currentAssets?.current).toBe(600_412);
  });

  it('that contradict themselves leave the figure unknown', async () => {
    const figures = await figuresOf([
      fact('CurrentAssets', 'end', '600,000'),
      fact('CurrentAssets', 'end', '601,000'),
      fact('NetAssetsLiabilities', 'end', '1'),
    ]);
    expect(figures?.currentAssets).toBeNull();
  });

  it('read a value that is tagged inside another, and leave out what is excluded', async () => {
    const inner =
      '<ix:nonFraction name="ns5:NetAssetsLiabilities" contextRef="end" unitRef="GBP" decimals="0">7,0<ix:exclude>page 3</ix:exclude>00</ix:nonFraction>';
    const figures = await figuresOf([fact('Equity', 'end', inner)]);
    expect(figures?.netAssets?.current).toBe(7000);
  });

  it('made up to another day than the register says are not read as this year', async () => {
    const document = await readTaggedDocument(
      accountsWith([fact('NetAssetsLiabilities', 'lastEnd', '350,000')]),
    );
    expect(accountsFigures(document, '2025-03-31')).toBeNull();
  });
});

describe('accounts under UK GAAP of 2009', () => {
  it('give the same figures under their older names', async () => {
    const figures = await figuresOf(
      [
        fact('CashBankInHand', 'end', '15,000'),
        fact('CreditorsDueWithinOneYear', 'end', '8,000', 'unitRef="GBP" decimals="0" sign="-"'),
        fact('ShareholderFunds', 'end', '20,000'),
        fact('TurnoverGrossOperatingRevenue', 'year', '90,000'),
        fact('ProfitLossForPeriod', 'year', '4,000'),
      ],
      { prefix: 'uk-gaap-pt' },
    );
    expect(figures).toMatchObject({
      cash: { current: 15_000 },
      currentLiabilities: { current: 8000 },
      netAssets: { current: 20_000 },
      turnover: { current: 90_000 },
      profit: { current: 4000 },
    });
  });
});

describe('a hostile document', () => {
  it('has no entity of its own expanded', async () => {
    const bomb = `<!DOCTYPE html [<!ENTITY a "1,000"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>`;
    const figures = await figuresOf(
      [fact('NetAssetsLiabilities', 'end', '&b;'), fact('CurrentAssets', 'end', '5')],
      { extra: bomb },
    );
    expect(figures?.netAssets).toBeNull();
    expect(figures?.currentAssets?.current).toBe(5);
    const { texts } = await readTaggedDocument(
      `${bomb}<ix:nonNumeric name="a:Name" contextRef="x">&x;</ix:nonNumeric>`,
    );
    expect(texts[0]?.text).not.toContain('root:');
  });

  it('nested a hundred thousand deep costs no time: reading ends there, and what came before counts', async () => {
    const before = accountsWith([fact('CurrentAssets', 'end', '5')]).replace('</body></html>', '');
    const started = performance.now();
    const document = await readTaggedDocument(`${before}${'<div>'.repeat(1_000_000)}`);
    expect(performance.now() - started).toBeLessThan(500);
    expect(accountsFigures(document, '2025-03-31')?.currentAssets?.current).toBe(5);
  });

  it('with tagged values opened inside each other without end takes no memory for it', async () => {
    const nested = '<ix:nonFraction name="a:CurrentAssets" contextRef="end">'.repeat(3000);
    const document = await readTaggedDocument(`${nested}${'9'.repeat(500_000)}`);
    expect(document.numbers).toEqual([]);
  });
});
