/** Scripts and styles: the pages' own, Salesforce's design system, the compiled components. */
import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';
import { buildHostPage } from '../../../hubspot-ui/build/scripts.ts';
import type { ComponentsBuild } from '../../build/components-build.ts';

const pageEntry = fileURLToPath(new URL('../../pages/main.tsx', import.meta.url));
/** SLDS 2 in its theme Cosmos, which new orgs have: https://www.npmjs.com/package/@salesforce-ux/design-system-2 */
const designSystem = fileURLToPath(
  import.meta.resolve('@salesforce-ux/design-system-2/dist/css/bundled/slds2.cosmos.css'),
);

export function assetRoutes(components: ComponentsBuild): Router {
  const router = express.Router();
  let page: ReturnType<typeof buildHostPage> | undefined;
  const pageFiles = () => {
    page ??= buildHostPage(pageEntry);
    return page;
  };
  router.get('/assets/page.js', async (_request, response) => {
    response.type('js').send((await pageFiles()).js);
  });
  router.get('/assets/page.css', async (_request, response) => {
    response.type('css').send((await pageFiles()).css);
  });
  router.get('/slds/slds2.cosmos.css', (_request, response) => {
    response.sendFile(designSystem);
  });
  router.get('/data/components', (_request, response) => {
    response.json(components.view());
  });
  router.get('/lwc/:version/:name', ({ params }, response) => {
    const code = components.script(params.version, params.name);
    if (code === undefined) response.status(404).type('text').send('No such script');
    // The version names its content.
    else response.set('Cache-Control', 'max-age=86400, immutable').type('js').send(code);
  });
  return router;
}
