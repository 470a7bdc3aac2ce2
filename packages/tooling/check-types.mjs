import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * Checks the types of the package it is called in by TypeScript 7, which needs half the time. The tools that read our sources
 * by TypeScript's own interface (texts, walls, dead code) and Remix still want TypeScript 5, so the two stand side by side.
 */
const program = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript-7/package.json')))
spawn(process.execPath, [program, '-p', '.', ...process.argv.slice(2)], { stdio: 'inherit' }).on('exit', (code) =>
  process.exit(code ?? 1),
)
