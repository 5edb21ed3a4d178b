import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildExtension } from '../sandbox/hubspot-ui/build/extension.ts';

const cards = fileURLToPath(new URL('../../hubspot-project/app/cards/', import.meta.url));

/** Modules of ours and of packages in a bundle, as HubSpot's builder reports them. */
interface Manifest {
  readonly modules: Readonly<
    Record<'internal' | 'external', readonly { readonly module: string }[]>
  >;
}

describe.each(['RecordCard', 'SidebarCard'])(
  'the bundle of %s, by HubSpot’s own builder',
  (name) => {
    it('holds nothing but the cards’ own code and HubSpot’s library, and is small', async () => {
      const { code, manifest, bytes, gzipBytes } = await buildExtension(
        `${cards}${name}.tsx`,
        cards,
      );
      console.info(`${name}: ${bytes} bytes, ${gzipBytes} gzipped`);
      // HubSpot hands these two in; an export would add a third, on a `this` nobody promises.
      expect(code.trimEnd().endsWith('})(React,RemoteUI);')).toBe(true);
      const { modules } = manifest as Manifest;
      const foreign = modules.external.filter(
        ({ module }) => !/\/node_modules\/(react|@hubspot\/ui-extensions)\//.test(module),
      );
      expect(modules.internal.map(({ module }) => module)).toContain('api/client.ts');
      expect(modules.internal.filter(({ module }) => /^[./]/.test(module))).toEqual([]);
      expect(foreign).toEqual([]);
      expect(code).not.toMatch(/ZodError|strictObject/);
      expect(bytes).toBeLessThan(64_000);
    });
  },
);
