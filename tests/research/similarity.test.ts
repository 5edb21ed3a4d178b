import { describe, expect, it } from 'vitest';
import { countryCode, countryInPlace } from '../../shared/company/country.ts';
import { brandInDomain, nameSimilarity, nameTokens } from '../../shared/company/similarity.ts';

describe('company names', () => {
  it.each([
    ['Acme Ltd', 'ACME LIMITED'],
    ['Brightpath Robotics plc', 'BrightPath Robotics'],
    ['Bright-Path & Co.', 'Bright Path'],
    ['The Salt Works Ltd.', 'SALT WORKS LIMITED'],
    ['Müller Maschinen GmbH', 'Muller Maschinen'],
    ['Sørensen A/S', 'Sorensen'],
    ["O'Brien Foods Ltd", 'OBRIEN FOODS LTD'],
    ['Harbour Lane Trading Ltd t/a Blue Kettle', 'Blue Kettle'],
  ])('%s and %s are the same name', (left, right) => {
    expect(nameSimilarity(left, right)).toBeGreaterThanOrEqual(0.95);
  });

  it.each([
    ['Acme Ltd', 'Acme Holdings Ltd'],
    ['Acme UK Ltd', 'Acme Ltd'],
    ['Acme Group plc', 'Acme International Ltd'],
  ])('%s and %s are sisters, not the same', (left, right) => {
    const similarity = nameSimilarity(left, right);
    expect(similarity).toBeGreaterThanOrEqual(0.5);
    expect(similarity).toBeLessThan(0.8);
  });

  it.each([
    ['Wright Engineering', 'Bright Engineering'],
    ['Acme Robotics Ltd', 'Acme Bakery Ltd'],
    ['Delta Systems', 'Omega Systems'],
    ['Acme', 'Acne'],
    ['Ltd', 'Limited Company'],
    ['', 'Acme'],
  ])('%s and %s are different companies', (left, right) => {
    expect(nameSimilarity(left, right)).toBeLessThan(0.65);
  });

  it('a small misspelling of a long word is close', () => {
    expect(nameSimilarity('Brightpath Robotics', 'Brigthpath Robotics')).toBeGreaterThan(0.85);
  });

  it('is symmetric', () => {
    const names = ['Acme Ltd', 'Acme Holdings', 'The Acme Co', 'Brightpath t/a Acme', '🙂', 'شركة'];
    for (const a of names) {
      for (const b of names) expect(nameSimilarity(a, b)).toBeCloseTo(nameSimilarity(b, a), 10);
    }
  });

  it('a name made of a legal form keeps one word, one of symbols keeps none', () => {
    expect(nameTokens('Company Ltd')).toEqual(['company']);
    expect(nameTokens('!!! 🙂')).toEqual([]);
  });
});

describe('a brand in a domain', () => {
  it.each([
    ['Brightpath Robotics Ltd', 'brightpathrobotics.com', 'exact'],
    ['Bright Path', 'bright-path.co.uk', 'exact'],
    ['Acme Holdings Ltd', 'acme.com', 'near'],
    ['Brightpath Robotics', 'brightpath.io', 'near'],
    ['Acme', 'getacme.com', 'near'],
    ['Acme', 'acmehq.com', 'near'],
    ['Acme', 'acmebakery.com', 'none'],
    ['Blue Kettle', 'harbourlane.com', 'none'],
    ['🙂', 'acme.com', 'none'],
  ] as const)('%s in %s: %s', (name, domain, agreement) => {
    expect(brandInDomain(name, domain)).toBe(agreement);
  });
});

describe('countries', () => {
  it.each([
    ['United Kingdom', 'GB'],
    ['uk', 'GB'],
    ['U.K.', 'GB'],
    ['England', 'GB'],
    ['GBR', 'GB'],
    ['gb', 'GB'],
    ['USA', 'US'],
    ['Deutschland', 'DE'],
    ['España', 'ES'],
    ['Türkiye', 'TR'],
    ['EU', null],
    ['Narnia', null],
    ['', null],
    [null, null],
  ])('%s is %s', (text, code) => {
    expect(countryCode(text)).toBe(code);
  });

  it.each([
    ['Leeds, United Kingdom', 'GB'],
    ['Remote (UK)', 'GB'],
    ['Remote - Germany', 'DE'],
    ['Berlin, DE', null],
    ['Wilmington, DE', null],
    ['London', null],
    [null, null],
  ])('the place %s lies in %s', (place, code) => {
    expect(countryInPlace(place)).toBe(code);
  });
});
