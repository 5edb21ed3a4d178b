import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { readJson, readProject, repository, sourceDir } from './support/project.ts';

const packageFile = z.strictObject({
  name: z.string(),
  version: z.string(),
  private: z.literal(true),
  license: z.string(),
  type: z.literal('module'),
  dependencies: z.record(z.string(), z.string()),
});
const rootPackage = readJson(join(repository, 'package.json')) as {
  version: string;
  devDependencies: Record<string, string>;
};

/** Entry files by the folder HubSpot builds them in. */
const entrypoints = [
  ...new Set(
    readProject().metas.flatMap(({ content }) =>
      typeof content.config.entrypoint === 'string' ? [content.config.entrypoint] : [],
    ),
  ),
].map((path) => {
  const [folder, file] = [path.split('/').slice(1, -1).join('/'), path.split('/').at(-1) ?? ''];
  return [folder, file] as const;
});

describe.each(['app/cards', 'app/settings'])('the package of %s', (folder) => {
  it('takes exactly what is tested here', () => {
    const { dependencies, version } = packageFile.parse(
      readJson(join(sourceDir, folder, 'package.json')),
    );
    expect(version).toBe(rootPackage.version);
    expect(dependencies).toEqual({
      '@hubspot/ui-extensions': rootPackage.devDependencies['@hubspot/ui-extensions'],
      react: rootPackage.devDependencies.react,
    });
  });
});

describe('what HubSpot builds', () => {
  it.each(entrypoints)('%s/%s needs nothing outside its folder', async (folder, file) => {
    const upload = await mkdtemp(join(tmpdir(), 'oppspot-upload-'));
    onTestFinished(() => rm(upload, { recursive: true, force: true }));
    const root = join(upload, folder);
    const output = join(upload, 'built');
    await cp(join(sourceDir, folder), root, {
      recursive: true,
      filter: (path) => !path.endsWith('node_modules'),
    });
    await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
    await buildSingleExtension({
      file,
      root,
      outputDir: output,
      emptyOutDir: false,
      minify: true,
      logLevel: 'error',
      appConfig: { variables: {} },
      codeCheckingPluginEnabled: true,
    });
    const bundle = (await readdir(output)).find((name) => name.endsWith('.js')) ?? '';
    const code = await readFile(join(output, bundle), 'utf8');
    expect(code.trimEnd()).toMatch(/\}\)\(React,\s*RemoteUI\);?$/);
    // What is outside the folder by mistake would come along, and be a good part of this.
    expect(gzipSync(code).length).toBeLessThan(60_000);
    expect(code).not.toContain('ZodError');
  });
});

it('cards and settings call the server by the same code, which HubSpot does not let them share', async () => {
  const [cards, settings] = await Promise.all(
    ['cards', 'settings'].map((part) =>
      readFile(join(sourceDir, 'app', part, 'api/client.ts'), 'utf8'),
    ),
  );
  expect(settings).toBe(cards);
});
