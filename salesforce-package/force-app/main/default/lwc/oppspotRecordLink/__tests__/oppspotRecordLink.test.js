import Component from 'c/oppspotRecordLink';
import { all, clear, put, settled } from '../../oppspotEnrich/__tests__/support/page';

describe('c-oppspot-record-link', () => {
  afterEach(clear);

  const open = async () => {
    const link = put('c-oppspot-record-link', Component, {
      recordId: '00T1',
      objectApiName: 'Task',
      label: 'Call Ada',
    });
    await settled();
    return all(link, 'a')[0];
  };
  const clickOf = (keys) => new MouseEvent('click', { cancelable: true, ...keys });

  it('has the record’s address', async () => {
    const link = await open();

    expect(link.href).toBe('https://www.example.com/');
    await expect(link).toBeAccessible();
  });

  it('lets Salesforce open the record, unless a key asks for a new tab', async () => {
    const link = await open();
    const plain = clickOf();
    link.dispatchEvent(plain);
    const withKey = clickOf({ ctrlKey: true });
    link.dispatchEvent(withKey);

    expect(plain.defaultPrevented).toBe(true);
    expect(withKey.defaultPrevented).toBe(false);
  });
});
