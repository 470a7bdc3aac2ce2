import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'

/**
 * Runs turbo with everything switched off that would speak to the outside: a closed network stays closed on every system,
 * and the shells of package scripts have no common way to set a variable.
 */
const quiet = {
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  CHECKPOINT_DISABLE: '1',
}

const program = createRequire(import.meta.url).resolve('turbo/bin/turbo')
const child = spawn(process.execPath, [program, ...process.argv.slice(2)], {
  stdio: 'inherit',
  // biome-ignore lint/style/noProcessEnv: hands the caller's settings on to the tasks
  env: { ...process.env, ...quiet },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
