import { fileURLToPath } from 'node:url'
import type { Permission } from '@nq15/domain/access'
import pg from 'pg'
import { connect, type Database } from '../src/client.ts'
import { startEmbedded } from '../src/embedded.ts'
import { newId } from '../src/ids.ts'
import { migrate } from '../src/migrate.ts'
import { proveScope } from '../src/prove-scope.ts'
import type { Scope } from '../src/scope.ts'
import { serviceActor } from '../src/services.ts'

/** The folder of migrations, for whoever starts a database from this package. */
export const migrationsFolder = fileURLToPath(new URL('../prisma/migrations', import.meta.url))

/** A database of a test file's own: migrated, empty, gone afterwards. */
export type TestDatabase = {
  readonly kind: 'embedded' | 'PostgreSQL'
  readonly url: string
  readonly database: Database
  /** Past every policy: to prepare and to check, never to act. */
  readonly asOwner: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>
  readonly close: () => Promise<void>
}

/**
 * Opens a fresh database: the embedded one, or on the PostgreSQL server whose superuser address is in
 * `NQ15_TEST_POSTGRES`, where the product's login owns nothing.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  // biome-ignore lint/style/noProcessEnv: the one place where tests choose their server
  const server = process.env['NQ15_TEST_POSTGRES']
  if (server) return openOnServer(server)
  const embedded = await startEmbedded({ folder: 'memory', migrations: migrationsFolder, port: 0 })
  const database = connect({ url: embedded.url, poolSize: 8 })
  const close = async () => {
    await database.close()
    await embedded.close()
  }
  return { kind: 'embedded', url: embedded.url, database, asOwner: embedded.asOwner, close }
}

async function openOnServer(server: string): Promise<TestDatabase> {
  const name = `nq15_test_${newId().replaceAll('-', '')}`
  const login = 'nq15_test_login'
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const owner = new pg.Pool({ connectionString: url.href, max: 2 })
  const connection = await owner.connect()
  await migrate(connection, migrationsFolder)
  connection.release()
  await owner
    .query(`create role ${login} login noinherit password '${login}'`)
    .catch((error) => (['42710', '23505'].includes(error.code) ? undefined : Promise.reject(error)))
  await owner.query(grantLoginSql(login))
  url.username = login
  url.password = login
  const database = connect({ url: url.href, poolSize: 8 })
  const asOwner: TestDatabase['asOwner'] = async (text, values) => {
    const answer = await owner.query(text, values)
    return (Array.isArray(answer) ? answer.at(-1) : answer)?.rows ?? []
  }
  const close = async () => {
    await database.close()
    await owner.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
  return { kind: 'PostgreSQL', url: url.href, database, asOwner, close }
}

/** What the login of the application is given: the right to enter, nothing to touch. */
const grantLoginSql = (login: string) => `
  grant nq15_guest, nq15_app, nq15_wide, nq15_city, nq15_city_person, nq15_auth to ${login};
  grant usage on schema app to ${login};
  grant execute on function app.enter(text, uuid, text, text), app.scope_of(text, uuid) to ${login};`

/** The operator's proof for a permission: what the command would hold. Tests and seeds prepare their ground with it. */
export function operatorScope(permission: Permission): Scope {
  const scope = proveScope(serviceActor('operator'), permission)
  if (!scope) throw new Error(`the operator lacks ${permission}`)
  return scope
}
