import type { AddressInfo } from 'node:net'
import { connect } from '@nq15/db/client'
import { connectVault } from '@nq15/db/petitions/vault-store'
import { createAuth } from '@nq15/use-cases/access/auth'
import { logLines } from '@nq15/use-cases/operations/log-lines'
import { endOverdueOpenings } from '@nq15/use-cases/petitions/end-overdue-openings'
import type { Vault } from '@nq15/use-cases/petitions/vault-calling'
import { type PassphraseCost, usualCost } from '@nq15/use-cases/petitions/vault-crypto'
import { Custody } from '@nq15/use-cases/petitions/vault-custody'
import { type Logger, pino } from 'pino'
import type { VaultEnv } from './env.ts'
import { serveVault } from './serve-vault.ts'

export type RunningVault = {
  readonly url: string
  /** Forgets every key, ends and closes the databases; twice is once. */
  readonly stop: () => Promise<void>
}

/** The port is taken or forbidden. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen'
}

/** Every minute idle sessions are locked and openings past their end are ended, whether somebody asks or not. */
const sweepMs = 60_000

/** Starts the vault's process: its door on loopback and its own two connections. */
export async function startVault(
  env: VaultEnv,
  { log = makeLog(env), cost = usualCost }: { log?: Logger; cost?: PassphraseCost } = {},
): Promise<RunningVault> {
  const db = connect({ url: env.databaseUrl, poolSize: 3 })
  const vault: Vault = { db, store: connectVault({ url: env.vaultDatabaseUrl }), custody: new Custody(), cost }
  const auth = createAuth(db, { secret: env.secret, publicUrl: env.publicUrl })
  const server = serveVault({ vault, auth, log })
  const close = async () => {
    vault.custody.clear()
    await vault.store.close()
    await db.close()
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new CannotListen(
          `The vault did not start: port ${env.port} on loopback (${error.code ?? 'unknown'}). Set NQ15_VAULT_PORT.`,
        ),
      ),
    )
    server.listen(env.port, '127.0.0.1', resolve)
  }).catch(async (error) => {
    await close()
    throw error
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  log.info({ url }, 'the vault is listening')
  const sweeping = setInterval(() => {
    vault.custody.sweep()
    endOverdueOpenings(vault).catch((error) =>
      log.error({ err: { type: error instanceof Error ? error.name : typeof error } }, 'openings were not ended'),
    )
  }, sweepMs)
  let ended: Promise<void> | undefined
  const end = async () => {
    clearInterval(sweeping)
    vault.custody.clear()
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
    await close()
  }
  return {
    url,
    stop: () => {
      ended ??= end()
      return ended
    },
  }
}

const makeLog = ({ logLevel }: VaultEnv) =>
  pino({ level: logLevel, base: { app: 'vault' }, timestamp: pino.stdTimeFunctions.isoTime }, logLines())
