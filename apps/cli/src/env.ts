import { resolve } from 'node:path'
import { readSignInSettings } from '@nq15/domain/access'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)

const schema = z.object({
  /** Folder of the embedded database, the secret and what this server made for itself. */
  NQ15_DATA: z.string().min(1).default('.data'),
  NQ15_HOST: z.string().min(1).default('127.0.0.1'),
  NQ15_WEB_PORT: port.default(3015),
  NQ15_MONITOR_PORT: port.default(3016),
  /** The vault's process listens on loopback, on any free port unless said otherwise. */
  NQ15_VAULT_PORT: port.default(0),
  /** Any free port unless said otherwise; kept in the data folder while the database runs. */
  NQ15_DATABASE_PORT: port.default(0),
  /** The application's login on a PostgreSQL of one's own; without it the embedded database starts. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** A copy that serves reads which may be old; web and monitor read it too. */
  DATABASE_REPLICA_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** The owner's login, for migrations only. */
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** The vault's own login; made by itself where only the owner's address is given. */
  NQ15_VAULT_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  NQ15_SECRET: z.string().min(32).optional(),
  /** 0 starts an empty embedded database without the sample. */
  NQ15_SAMPLE: z.enum(['0', '1']).default('1'),
})

export type Env = Omit<z.infer<typeof schema>, 'NQ15_DATA' | 'NQ15_SAMPLE'> & {
  readonly dataFolder: string
  readonly withSample: boolean
  /** Address of the organization's provider of sign-in. */
  readonly issuer: string | null
}

/** Settings that cannot be used; the message names each one and why, ready to be shown. */
export class EnvError extends Error {
  override readonly name = 'EnvError'
}

/** Reads the command's settings from the environment, the only place that does. */
export function readEnv(source: Record<string, string | undefined>): Env {
  // An empty variable is an unset one: compose files and shells leave them behind.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  const signIn = readSignInSettings(given)
  if (!parsed.success || !signIn.ok) {
    const own = (parsed.error?.issues ?? []).map(({ path, message }) => ({ name: path.join('.'), message }))
    const faults = [...own, ...(signIn.ok ? [] : signIn.refusal.faults)]
    throw new EnvError(
      `settings that cannot be used:\n${faults.map(({ name, message }) => `  ${name}: ${message}`).join('\n')}`,
    )
  }
  const { NQ15_DATA, NQ15_SAMPLE, ...env } = parsed.data
  const issuer = signIn.value.provider?.issuer ?? null
  return { ...env, dataFolder: resolve(NQ15_DATA), withSample: NQ15_SAMPLE === '1', issuer }
}
