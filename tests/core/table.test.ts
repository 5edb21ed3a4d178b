import { describe, expect, it } from 'vitest';
import { accountsTypeOf } from '../../shared/company/register.ts';
import { table } from '../../shared/table.ts';

describe('a table for keys from outside', () => {
  it('finds its entries', () => {
    expect(table({ ltd: 'Limited' }).ltd).toBe('Limited');
  });

  it.each(['constructor', 'valueOf', 'toString', '__proto__', 'hasOwnProperty'])(
    'does not find %s, which every object inherits',
    (key) => {
      expect(table({ ltd: 'Limited' })[key]).toBeUndefined();
    },
  );

  it('keeps inherited names out of what the register is said to say', () => {
    expect(accountsTypeOf('valueOf')).toBeNull();
  });
});
