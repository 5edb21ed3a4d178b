/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_listviewdescribe.htm */
import { param } from '../../standin/paths.ts';
import type { Answer, Call, Route } from '../http/call.ts';
import { notFound } from '../http/errors.ts';
import { toId18 } from '../ids.ts';
import { typeOf } from './objects.ts';

export const listViewRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/sobjects/:type/listviews/:id/describe', handle: describe },
];

function describe(call: Call): Answer {
  const { name } = typeOf(call);
  const view = call.org.listViews.find(name, toId18(param(call, 'id')) ?? '');
  if (!view) throw notFound();
  return {
    status: 200,
    body: {
      id: view.id,
      sobjectType: name,
      query: view.query,
      scope: view.query.includes('USING SCOPE mine') ? 'mine' : 'everything',
      columns: [],
      orderBy: [],
      whereCondition: null,
    },
  };
}
