import { createElement } from 'lwc';
import Card from 'c/oppspotEnrich';
import state from '@salesforce/apex/OppSpotCardController.state';
import ambiguous from './data/ambiguous.json';
import enriched from './data/enriched.json';
import fresh from './data/new.json';
import { clear, put, settled, textOf } from './support/page';

jest.mock('@salesforce/apex/OppSpotCardController.state', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('lightning/modal', () => require('./support/modal'), { virtual: true });
it('draws', async () => {
  state.mockResolvedValue(JSON.stringify({ ok: true, data: enriched }));
  const card = put('c-oppspot-enrich', Card, { recordId: '003' });
  await settled();
  console.log(textOf(card));
  await expect(card).toBeAccessible();
});
