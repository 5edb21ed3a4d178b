/** The components of a package, compiled for the pages. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  type ComponentsBuild,
  componentsBuild,
} from '../sandbox/salesforce-ui/build/components-build.ts';
import { type ProbePackage, probe, probePackage } from './support/probe-package.ts';
import { compiled } from './support/ui.ts';

/** A compiler of little for a machine with other things to do. Milliseconds. */
const patience = 240_000;

function emptyCache(): string {
  const folder = mkdtempSync(join(tmpdir(), 'components-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function probed(): ProbePackage {
  const made = probePackage();
  made.component('oppspotEnrich', probe);
  return made;
}

function open(made: ProbePackage, cacheFolder: string): ComponentsBuild {
  const build = componentsBuild({ packageRoot: made.root, cacheFolder });
  onTestFinished(() => build.close());
  return build;
}

async function ready(build: ComponentsBuild): Promise<string> {
  const view = await compiled(build);
  if (view.state === 'failed') throw new Error(view.error);
  return view.version;
}

const everything = (build: ComponentsBuild, version: string, cacheFolder: string) =>
  readdirSync(join(cacheFolder, version))
    .map((name) => build.script(version, name))
    .join('\n');

describe('the components', { timeout: patience }, () => {
  it('are compiled once with their labels’ texts, kept, and there at once in another process', async () => {
    const made = probed();
    const cacheFolder = emptyCache();
    const begun = performance.now();
    const build = open(made, cacheFolder);
    expect(build.view()).toMatchObject({ state: 'building', elapsedMs: expect.any(Number) });
    const version = await ready(build);
    const cold = performance.now() - begun;

    const again = performance.now();
    const other = open(made, cacheFolder);
    expect(other.view()).toEqual({ state: 'ready', version });
    const cached = performance.now() - again;
    console.info(`One component: ${Math.round(cold)} ms cold, ${Math.round(cached)} ms kept.`);
    expect(cached).toBeLessThan(cold / 4);
    expect(other.script(version, 'components.js')).toContain('tags');
    expect(everything(other, version, cacheFolder)).toContain('oppSpot is very busy.');
    expect(other.script(version, '../../package.json')).toBeUndefined();
    expect(other.script('another', 'components.js')).toBeUndefined();
  });

  it('are compiled anew when a source was saved, and only then', async () => {
    const made = probed();
    const cacheFolder = emptyCache();
    const build = open(made, cacheFolder);
    const before = await ready(build);
    expect(build.view()).toEqual({ state: 'ready', version: before });
    made.component('oppspotEnrich', { ...probe, html: probe.html.replace('Probe', 'Changed') });
    expect(build.view().state).toBe('building');
    const after = await ready(build);
    expect(after).not.toBe(before);
    expect(everything(build, after, cacheFolder)).toContain('Changed');
  });

  it('that do not compile say why and where, until they are mended', async () => {
    const made = probed();
    const build = open(made, emptyCache());
    made.component('oppspotEnrich', { ...probe, html: '<template><p></template>' });
    expect(await compiled(build)).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/oppspotEnrich\.html[\s\S]*LWC1\d{3}|LWC1\d{3}[\s\S]*<p>/),
    });
    made.component('oppspotEnrich', {
      ...probe,
      js: probe.js.replace('c.Apex_Busy', 'c.Nobody_Wrote_This'),
    });
    expect(await compiled(build)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('There is no custom label Nobody_Wrote_This'),
    });
    made.component('oppspotEnrich', probe);
    expect((await compiled(build)).state).toBe('ready');
  });

  it('are whole for both, when two want them at once', async () => {
    const made = probed();
    const cacheFolder = emptyCache();
    const builds = [open(made, cacheFolder), open(made, cacheFolder)] as const;
    const [version, other] = await Promise.all(builds.map(ready));
    expect(other).toBe(version);
    const [one, two] = builds.map((build) => everything(build, String(version), cacheFolder));
    expect(one).toBe(two);
    const drafts = () => readdirSync(cacheFolder).filter((name) => name.startsWith('draft'));
    // The slower one ends its work, and finds it done.
    await expect.poll(drafts, { timeout: patience }).toEqual([]);
  });

  it('leave nothing half done when the pages are closed meanwhile', async () => {
    const made = probed();
    const cacheFolder = emptyCache();
    const build = open(made, cacheFolder);
    const closed = compiled(build);
    build.close();
    expect((await closed).state).toBe('failed');
    expect(readdirSync(cacheFolder)).toEqual([]);
  });
});
