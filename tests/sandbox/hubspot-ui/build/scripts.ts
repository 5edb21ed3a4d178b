/** The stand-in's own scripts: the page that shows extensions and the worker that runs them. */
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type OutputFile } from 'esbuild';

const workerEntry = fileURLToPath(new URL('../worker/main.tsx', import.meta.url));

/** One for page and worker: React 18 in its production form, nothing written to disk. */
const common = {
  bundle: true,
  write: false,
  minify: true,
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'none',
  logLevel: 'silent',
  loader: { '.svg': 'dataurl', '.png': 'dataurl' },
} satisfies BuildOptions;

/** Script and style of the page at `pageEntry`. Throws esbuild's BuildFailure. */
export async function buildHostPage(pageEntry: string): Promise<{ js: string; css: string }> {
  const { outputFiles } = await build({ ...common, entryPoints: [pageEntry], outdir: '/' });
  return { js: withEnding('.js', outputFiles), css: withEnding('.css', outputFiles) };
}

/** The worker's script, in which every bundle runs. */
export async function buildWorker(): Promise<string> {
  const { outputFiles } = await build({ ...common, entryPoints: [workerEntry], outdir: '/' });
  return withEnding('.js', outputFiles);
}

function withEnding(ending: string, files: readonly OutputFile[]): string {
  return files.find(({ path }) => path.endsWith(ending))?.text ?? '';
}
