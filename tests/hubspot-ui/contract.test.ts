/**
 * What @hubspot/ui-extensions expects of its worker is documented nowhere. These tests read it from the
 * installed package, so that a new version fails here before it fails in a rep's browser.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildExtension } from '../sandbox/hubspot-ui/build/extension.ts';
import { buildWorker } from '../sandbox/hubspot-ui/build/scripts.ts';
import { cardsRoot } from './support/cards-page.ts';

const require = createRequire(import.meta.url);
const dist = dirname(require.resolve('@hubspot/ui-extensions'));
const componentMap = new URL('../sandbox/hubspot-ui/extension/components.ts', import.meta.url);

/** Sources that run in a worker: not the package's own tests and test tools. */
const sources = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.js') && !/__tests__|^testing|\.test\.js$/.test(path))
  .map((path) => readFileSync(join(dist, path), 'utf8'))
  .join('\n');

function found(pattern: RegExp, text: string): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();
}

/** The scope of the built worker, as a bundle finds it. */
async function workerScope(): Promise<Record<string, unknown>> {
  const ignore = () => {};
  const scope: Record<string, unknown> = {
    postMessage: ignore,
    addEventListener: ignore,
    removeEventListener: ignore,
    importScripts: ignore,
    fetch,
    setTimeout,
    clearTimeout,
  };
  scope.self = scope;
  runInContext(await buildWorker(), createContext(scope));
  return scope;
}

describe('the versions that the worker was made for', () => {
  test.each([
    ['@hubspot/ui-extensions', '0.17.0'],
    ['@remote-ui/core', '2.2.7'],
    ['@remote-ui/react', '5.0.2'],
    ['react', '18.3.1'],
  ])('%s is %s', (name, version) => {
    const { dependencies, devDependencies } = require('../../package.json');
    expect({ ...dependencies, ...devDependencies }[name]).toBe(version);
    const folder = join(dist, '../../..', name);
    expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version).toBe(version);
  });
});

describe('the globals of the worker', () => {
  let scope: Record<string, unknown>;
  beforeAll(async () => {
    scope = await workerScope();
  });

  test('are those that the package reads, no more and no less', () => {
    const read = found(/\b(?:self|workerGlobals|getWorkerGlobals\(\))\s*\.(\w+)/g, sources);
    expect(read).toEqual([
      '__HUBSPOT_EXTENSION_WORKER__',
      'extend_V2',
      'hsFetch',
      'hsWorkerAPI',
      'logger',
      'serverless',
    ]);
    for (const name of read) expect(scope[name], name).toBeDefined();
  });

  test('have every runner and hook that the package calls', () => {
    const called = found(/hsWorkerAPI\.(\w+)/g, sources);
    expect(Object.keys(Object(scope.hsWorkerAPI)).sort()).toEqual(called);
  });

  test('lack the ways onto the network', () => {
    expect(scope.fetch).toBeUndefined();
    expect(scope.importScripts).toBeUndefined();
  });
});

describe('the bundle of an upload', () => {
  let code: string;
  beforeAll(async () => {
    ({ code } = await buildExtension(join(cardsRoot, 'Gallery.tsx'), cardsRoot));
  });

  test('is a function of React and RemoteUI', () => {
    expect(code.trimEnd().split('\n').at(-1)).toMatch(/\}\)\(React,RemoteUI\);$/);
  });

  test('asks its scope for nothing that the worker does not have', async () => {
    const scope = await workerScope();
    const asked = found(/\bself\.(\w+)/g, code);
    expect(asked).not.toEqual([]);
    expect(asked.filter((name) => scope[name] === undefined)).toEqual([]);
  });
});

describe('the components', () => {
  const registered = found(/createAndRegister\w+\(['"](\w+)['"]/g, sources);
  let drawn: string[];
  beforeAll(async () => {
    drawn = Object.keys((await import(fileURLToPath(componentMap))).components);
  });

  test('are known by names that the package has', () => {
    expect(drawn.filter((name) => !registered.includes(name))).toEqual([]);
  });

  test('are drawn, every stable one', () => {
    const index = readFileSync(join(dist, 'index.js'), 'utf8');
    const [list] = found(/export \{([^}]*)\} from '[^']*remoteComponents/g, index);
    const stable = list?.match(/\w+/g) ?? [];
    expect(stable.length).toBeGreaterThan(60);
    expect(stable.filter((name) => !drawn.includes(name))).toEqual([]);
    expect(drawn).toContain('DropdownButtonItem');
  });

  test('take other components through the props that the package names', () => {
    const withFragments = found(/\(['"](\w+)['"],\s*\{\s*fragmentProps: \['overlay'\]/g, sources);
    expect(withFragments.filter((name) => drawn.includes(name))).toEqual([
      'Button',
      'DropdownButtonItem',
      'Image',
      'Link',
      'LoadingButton',
      'Tag',
    ]);
  });
});
