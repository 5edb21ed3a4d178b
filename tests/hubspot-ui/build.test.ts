import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildExtension } from '../sandbox/hubspot-ui/build/extension.ts';
import { type Rebuild, watchExtensions } from '../sandbox/hubspot-ui/build/watch.ts';
import { cardsRoot } from './support/cards-page.ts';

const packages = fileURLToPath(new URL('../../node_modules', import.meta.url));

// Kept until the end: a build that failed still reads for a moment.
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A cards folder of its own: one card, and a file that it shares. */
async function cardsFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cards-'));
  folders.push(folder);
  await symlink(packages, join(folder, 'node_modules'));
  await writeFile(join(folder, 'tsconfig.json'), '{"compilerOptions":{"jsx":"react-jsx"}}');
  await writeFile(
    join(folder, 'Greeting.tsx'),
    `import { hubspot, Text } from '@hubspot/ui-extensions';
     import { greeting } from './greeting.ts';
     hubspot.extend(() => <Text>{greeting}</Text>);`,
  );
  await writeFile(join(folder, 'greeting.ts'), "export const greeting = 'Good morning';");
  await writeFile(join(folder, 'other.ts'), "export const other = 'Not in the card';");
  return folder;
}

describe('a bundle', () => {
  test('is what an upload would make, with its manifest and sizes', async () => {
    const { code, manifest, bytes, gzipBytes } = await buildExtension(
      join(cardsRoot, 'Enrich.tsx'),
      cardsRoot,
      { API: 'https://api.example' },
    );
    expect(code).not.toMatch(/jsxDEV|\n {2}/);
    expect(bytes).toBe(Buffer.byteLength(code));
    expect(gzipBytes).toBeLessThan(bytes);
    expect(manifest).toMatchObject({
      entry: 'Enrich.tsx',
      variables: { API: 'https://api.example' },
      dataDeps: [
        {
          properties: {
            type: 'CrmRecordProperties',
            recordProperties: ['firstname', 'oppspot_score'],
          },
        },
        expect.anything(),
      ],
    });
  });

  test('follows its source and leaves nothing beside it', async () => {
    const folder = await cardsFolder();
    const before = await readdir(folder);
    const card = join(folder, 'Greeting.tsx');
    expect((await buildExtension(card, folder)).code).toContain('Good morning');
    await writeFile(join(folder, 'greeting.ts'), "export const greeting = 'Good evening';");
    expect((await buildExtension(card, folder)).code).toContain('Good evening');
    expect(await readdir(folder)).toEqual(before);
  });

  test('is refused in the words of the builder', async () => {
    const folder = await cardsFolder();
    await writeFile(join(folder, 'greeting.ts'), 'export const greeting = ;');
    await expect(buildExtension(join(folder, 'Greeting.tsx'), folder)).rejects.toMatchObject({
      name: 'ExtensionBuildError',
      message: expect.stringContaining('greeting.ts'),
    });
  });
});

describe('a saved source', () => {
  test('is seen in the next bundle of the card that it is part of, also after a mistake', async () => {
    const folder = await cardsFolder();
    const entry = join(folder, 'Greeting.tsx');
    const rebuilds: Rebuild<{ code: string }>[] = [];
    const watching = watchExtensions({
      extensions: [{ entry, root: folder }],
      onExtension: (_entry, rebuild) => rebuilds.push(rebuild),
    });
    onTestFinished(() => watching.close());
    const save = async (name: string, text: string) => writeFile(join(folder, name), text);

    await save('greeting.ts', "export const greeting = 'Good evening';");
    await expect.poll(() => rebuilds, { timeout: 10_000 }).toHaveLength(1);
    expect(rebuilds[0]).toMatchObject({ built: { code: expect.stringContaining('Good evening') } });

    await save('greeting.ts', 'export const greeting = ;');
    await expect.poll(() => rebuilds, { timeout: 10_000 }).toHaveLength(2);
    expect(rebuilds[1]).toMatchObject({ error: expect.stringContaining('greeting.ts') });

    await save('greeting.ts', "export const greeting = 'Good night';");
    await expect.poll(() => rebuilds, { timeout: 10_000 }).toHaveLength(3);
    expect(rebuilds[2]).toMatchObject({ built: { code: expect.stringContaining('Good night') } });

    await save('other.ts', "export const other = 'Still not in the card';");
    await save('greeting.ts', "export const greeting = 'Goodbye';");
    await expect.poll(() => rebuilds, { timeout: 10_000 }).toHaveLength(4);
  });
});
