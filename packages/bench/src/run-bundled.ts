import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { bundle } from '@nq15/tooling/bundle'

/**
 * Runs a program of this folder bundled, as the product's own programs run: the loader that lets sources run as they stand
 * holds some seventy megabytes of its own. It lies in the packages of `beside`, whose fonts and files it then finds.
 */
export async function runBundled(name: string, beside: 'documents'): Promise<void> {
  const place = fileURLToPath(new URL(`../../${beside}/node_modules/.cache/nq15-bench`, import.meta.url))
  await bundle({ entries: { [name]: fileURLToPath(new URL(`${name}.ts`, import.meta.url)) }, outdir: place })
  const child = spawn(process.execPath, [`${place}/${name}.js`], { stdio: 'inherit' })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`${name} ended with ${code}`)
}
