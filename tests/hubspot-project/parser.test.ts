import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseProjectConfig } from '@hubspot/project-parsing-lib/projects';
import { translate } from '@hubspot/project-parsing-lib/translate';
import { describe, expect, it, onTestFinished } from 'vitest';
import { profileNames, readProfile, readProject, repository } from './support/project.ts';

/** What HubSpot's own parser makes of the project in a folder, as `hs project upload` reads it. */
async function parse(root: string, profile?: string) {
  const { srcDir, platformVersion } = parseProjectConfig(root);
  return translate(
    { projectSourceDir: join(root, srcDir), platformVersion, accountId: 1 },
    { skipValidation: true, profile },
  );
}

describe("HubSpot's own parser", () => {
  it.each(profileNames)(
    'finds every component and skips no file, with the profile %s',
    async (name) => {
      const { intermediateRepresentation, skippedHsMetaFiles } = await parse(repository, name);
      const nodes = Object.values(intermediateRepresentation.intermediateNodesIndexedByUid);
      const { metas } = readProject();
      expect(skippedHsMetaFiles).toEqual([]);
      expect(nodes.map(({ metaFilePath }) => metaFilePath).toSorted()).toEqual(
        metas.map(({ path }) => path).toSorted(),
      );
      expect(nodes.map(({ uid }) => uid).toSorted()).toEqual(
        metas.map(({ content }) => content.uid).toSorted(),
      );
      const text = JSON.stringify(nodes);
      expect(text).toContain(readProfile(name).variables.APP_BASE_URL);
      expect(text).not.toContain('${');
    },
  );

  it('tells of a file in a folder it does not read, and refuses a variable without a value', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'oppspot-project-'));
    onTestFinished(() => rm(copy, { recursive: true, force: true }));
    await cp(join(repository, 'hsproject.json'), join(copy, 'hsproject.json'));
    await cp(join(repository, 'hubspot-project'), join(copy, 'hubspot-project'), {
      recursive: true,
      filter: (path) => !path.includes('node_modules'),
    });
    const app = join(copy, 'hubspot-project/app');
    await cp(join(app, 'cards/contact-tab-hsmeta.json'), join(app, 'cards/api/stray-hsmeta.json'));
    const { skippedHsMetaFiles } = await parse(copy, 'local');
    expect(skippedHsMetaFiles).toEqual(['app/cards/api/stray-hsmeta.json']);

    await writeFile(
      join(copy, 'hubspot-project/hsprofile.local.json'),
      JSON.stringify({ accountId: 1, variables: {} }),
    );
    await expect(parse(copy, 'local')).rejects.toThrow('APP_BASE_URL');
  });
});
