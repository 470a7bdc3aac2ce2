import { BadConfiguration, type MonitorEnv, parseEnv } from './env.ts'
import { CannotListen, startMonitor } from './start-monitor.ts'

function readEnv(): MonitorEnv {
  // biome-ignore lint/style/noProcessEnv: this is the one place where monitor's configuration is read
  return parseEnv(process.env)
}

try {
  const monitor = await startMonitor(readEnv())
  const stop = () => void monitor.stop().then(() => process.exit(0))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
  // The command that started us is gone, also by kill -9.
  process.on('disconnect', stop)
} catch (error) {
  const expected = error instanceof BadConfiguration || error instanceof CannotListen
  if (!expected) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
