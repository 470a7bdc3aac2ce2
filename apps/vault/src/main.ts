import { BadConfiguration, parseEnv, type VaultEnv } from './env.ts'
import { CannotListen, startVault } from './start-vault.ts'

function readEnv(): VaultEnv {
  // biome-ignore lint/style/noProcessEnv: this is the one place where the vault's configuration is read
  return parseEnv(process.env)
}

try {
  const vault = await startVault(readEnv())
  const stop = () => void vault.stop().then(() => process.exit(0))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
  // The command that started us is gone, also by kill -9.
  process.on('disconnect', stop)
} catch (error) {
  const expected = error instanceof BadConfiguration || error instanceof CannotListen
  if (!expected) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
