import { z } from 'zod'

const address = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')

/** Every variable the vault reads, its default and its rule. It listens on loopback only. */
const schema = z.object({
  NQ15_VAULT_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .default('3017')
    .transform(Number)
    .pipe(z.number().max(65_535)),
  /** The product's database with the application's login: as whom the vault asks who calls and what he may see. */
  DATABASE_URL: address,
  /** The same database with the vault's own login. */
  NQ15_VAULT_DATABASE_URL: address,
  NQ15_SECRET: z.string().min(32, 'must have at least 32 characters'),
  NQ15_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  NQ15_HOST: z.string().min(1).default('127.0.0.1'),
  NQ15_WEB_PORT: z.string().default('3015'),
  NQ15_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

/** The vault's configuration. */
export type VaultEnv = {
  readonly port: number
  readonly databaseUrl: string
  readonly vaultDatabaseUrl: string
  readonly secret: string
  /** The web's address: it decides how the session's cookie is called. */
  readonly publicUrl: string
  readonly logLevel: string
}

/** Settings that cannot be used; the message names each variable and its rule, never a value. */
export class BadConfiguration extends Error {
  override readonly name = 'BadConfiguration'
}

/** Reads the configuration from variables; an empty one counts as absent. Throws `BadConfiguration` with all faults at once. */
export function parseEnv(variables: Readonly<Record<string, string | undefined>>): VaultEnv {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => {
      const name = path.join('.')
      return `  ${name}: ${name in given ? message : 'is missing'}`
    })
    throw new BadConfiguration(['The vault did not start: its configuration is not usable.', ...faults].join('\n'))
  }
  const read = parsed.data
  return {
    port: read.NQ15_VAULT_PORT,
    databaseUrl: read.DATABASE_URL,
    vaultDatabaseUrl: read.NQ15_VAULT_DATABASE_URL,
    secret: read.NQ15_SECRET,
    publicUrl: (read.NQ15_PUBLIC_URL ?? `http://${read.NQ15_HOST}:${read.NQ15_WEB_PORT}`).replace(/\/+$/, ''),
    logLevel: read.NQ15_LOG_LEVEL,
  }
}
