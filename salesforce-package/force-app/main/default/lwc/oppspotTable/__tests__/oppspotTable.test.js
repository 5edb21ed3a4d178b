import Component from 'c/oppspotTable';
import { all, clear, put, settled, textOf } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-table', () => {
  afterEach(clear);

  it('names the column of each cell, for those columns that are narrow', async () => {
    const table = put('c-oppspot-table', Component, {
      label: 'What was written',
      columns: ['What', 'State', 'Detail', 'Source'],
      rows: [
        {
          key: 'a',
          cells: [
            'Task',
            { badge: 'Written', theme: 'slds-theme_success' },
            { recordId: '00T1', objectApiName: 'Task', text: 'Call Ada' },
            { sources: [{ label: 'Register', url: 'https://register.example' }] },
          ],
        },
        { key: 'b', cells: ['Fields', 'Failed', 'No right.', { sources: [] }] },
      ],
    });
    await settled();

    const cells = all(table, 'td');
    expect(cells.slice(0, 4).map(({ dataset }) => dataset.label)).toEqual(table.columns);
    expect(textOf(table)).toMatch(/Written.*Call Ada.*Register/);
    expect(cells.map(({ dataset }) => dataset.empty)).toEqual([
      ...Array(7).fill(undefined),
      'true',
    ]);
    await expect(table).toBeAccessible();
  });
});
