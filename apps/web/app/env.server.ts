import { availableParallelism } from 'node:os'
import type { ReplicaSettings } from '@nq15/db/replica'
import { readReplicaSettings } from '@nq15/db/replica-settings'
import { readSignInSettings, type SettingFault, type SignInSettings } from '@nq15/domain/access'
import { type FileSettings, readFileSettings } from '@nq15/use-cases/files/file-settings'
import { readTraceSettings, type TraceSettings } from '@nq15/use-cases/operations/trace-settings'
import { z } from 'zod'

const switchField = z
  .enum(['0', '1'])
  .default('0')
  .transform((typed) => typed === '1')

const webAddress = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
  .transform((typed) => typed.replace(/\/+$/, ''))

/** Every variable the web app reads, its default and its rule. */
const envSchema = z.object({
  NQ15_HOST: z.string().min(1).default('127.0.0.1'),
  NQ15_WEB_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .default('3015')
    .transform(Number)
    .pipe(z.number().min(1).max(65_535)),
  /** Absent: one on the embedded database, which answers one request after the other, else one for each core, at most four. */
  NQ15_WEB_PROCESSES: z
    .string()
    .regex(/^([1-9]|[1-5]\d|6[0-4])$/, 'must be a whole number from 1 to 64')
    .transform(Number)
    .optional(),
  NQ15_PUBLIC_URL: webAddress.optional(),
  NQ15_MONITOR_URL: webAddress.default('http://127.0.0.1:3016'),
  /** The vault's process; absent: petitions run detached, by the number of the sealed envelope only. */
  NQ15_VAULT_URL: webAddress.optional(),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://'),
  NQ15_SECRET: z.string().min(32, 'must have at least 32 characters'),
  NQ15_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  NQ15_DEMO: switchField,
  NQ15_BREAK_GLASS_HOURS: z
    .string()
    .regex(/^([1-9]|1\d|2[0-4])$/, 'must be whole hours from 1 to 24')
    .default('8')
    .transform(Number),
  NQ15_CHECK_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .pipe(z.number().min(1).max(65_535))
    .optional(),
  NQ15_CHECK_HOST: z.string().min(1).default('127.0.0.1'),
  NQ15_CHECK_URL: webAddress.optional(),
  NQ15_CHECK_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
    .optional(),
  NQ15_RECEIPT_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .pipe(z.number().min(1).max(65_535))
    .optional(),
  NQ15_RECEIPT_HOST: z.string().min(1).default('127.0.0.1'),
  NQ15_RECEIPT_URL: webAddress.optional(),
  NQ15_RECEIPT_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
    .optional(),
  NQ15_EMBEDDED: switchField,
  /** Under which licence open data of signed reports are given; said in each file. */
  NQ15_OPEN_DATA_LICENCE: z.string().max(300).default(''),
  NQ15_METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  NQ15_TRUST_PROXY: z.enum(['none', 'loopback', 'private']).default('none'),
  NQ15_SHUTDOWN_SECONDS: z
    .string()
    .regex(/^\d{1,3}$/, 'must be whole seconds')
    .default('15')
    .transform(Number),
})

/** The web app's configuration, parsed once. */
export type WebEnv = Readonly<ReturnType<typeof shape>>

type Apart = {
  readonly signIn: SignInSettings
  readonly files: FileSettings
  readonly replica: ReplicaSettings | null
  /** Off until the operator names a collector. */
  readonly traces: TraceSettings
}

function shape(read: z.output<typeof envSchema>, apart: Apart) {
  return {
    ...apart,
    host: read.NQ15_HOST,
    port: read.NQ15_WEB_PORT,
    processes: read.NQ15_WEB_PROCESSES ?? (read.NQ15_EMBEDDED ? 1 : Math.min(4, availableParallelism())),
    publicUrl: read.NQ15_PUBLIC_URL ?? `http://${read.NQ15_HOST}:${read.NQ15_WEB_PORT}`,
    monitorUrl: read.NQ15_MONITOR_URL,
    vaultUrl: read.NQ15_VAULT_URL ?? null,
    isEmbedded: read.NQ15_EMBEDDED,
    databaseUrl: read.DATABASE_URL,
    secret: read.NQ15_SECRET,
    logLevel: read.NQ15_LOG_LEVEL,
    demo: read.NQ15_DEMO,
    breakGlassHours: read.NQ15_BREAK_GLASS_HOURS,
    check: checkOf(read),
    checkUrl:
      read.NQ15_CHECK_URL ?? (read.NQ15_CHECK_PORT ? `http://${read.NQ15_CHECK_HOST}:${read.NQ15_CHECK_PORT}` : null),
    receipts: receiptsOf(read),
    receiptUrl:
      read.NQ15_RECEIPT_URL ??
      (read.NQ15_RECEIPT_PORT ? `http://${read.NQ15_RECEIPT_HOST}:${read.NQ15_RECEIPT_PORT}` : null),
    metricsToken: read.NQ15_METRICS_TOKEN ?? null,
    openDataLicence: read.NQ15_OPEN_DATA_LICENCE,
    trustProxy: read.NQ15_TRUST_PROXY,
    shutdownSeconds: read.NQ15_SHUTDOWN_SECONDS,
  }
}

/** The public check of papers: its listener and its login; null while it is off. */
function checkOf(read: z.output<typeof envSchema>) {
  if (!read.NQ15_CHECK_PORT) return null
  // The embedded database cannot keep logins apart; a server's public page never has the product's own login.
  const databaseUrl = read.NQ15_CHECK_DATABASE_URL ?? (read.NQ15_EMBEDDED ? read.DATABASE_URL : null)
  return databaseUrl === null ? null : { host: read.NQ15_CHECK_HOST, port: read.NQ15_CHECK_PORT, databaseUrl }
}

/** The page of receipts: its listener and its login; null while it is off. */
function receiptsOf(read: z.output<typeof envSchema>) {
  if (!read.NQ15_RECEIPT_PORT) return null
  const databaseUrl = read.NQ15_RECEIPT_DATABASE_URL ?? (read.NQ15_EMBEDDED ? read.DATABASE_URL : null)
  return databaseUrl === null ? null : { host: read.NQ15_RECEIPT_HOST, port: read.NQ15_RECEIPT_PORT, databaseUrl }
}

/** What `parseEnv` throws: every bad variable with its rule, never a value. */
export class BadConfiguration extends Error {
  override name = 'BadConfiguration'
}

/** Reads the configuration from variables; an empty variable counts as absent. Throws `BadConfiguration` naming all faults at once. */
export function parseEnv(variables: Readonly<Record<string, string | undefined>>): WebEnv {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = envSchema.safeParse(given)
  const signIn = readSignInSettings(given)
  const files = readFileSettings(given)
  const replica = readReplicaSettings(given)
  const lacks = parsed.success && parsed.data.NQ15_CHECK_PORT !== undefined && checkOf(parsed.data) === null
  const lacksReceipts =
    parsed.success && parsed.data.NQ15_RECEIPT_PORT !== undefined && receiptsOf(parsed.data) === null
  if (parsed.success && signIn.ok && files.ok && replica.ok && !lacks && !lacksReceipts)
    return shape(parsed.data, {
      ...{ signIn: signIn.value, files: files.value, replica: replica.value },
      traces: readTraceSettings(given),
    })

  const faults: SettingFault[] = (parsed.error?.issues ?? []).map(({ path, message, code }) => {
    const name = path.join('.')
    return { name, message: code === 'invalid_type' && !(name in given) ? 'is missing' : message }
  })
  if (lacks)
    faults.push({ name: 'NQ15_CHECK_DATABASE_URL', message: 'is missing: the public check has a login of its own' })
  if (lacksReceipts)
    faults.push({
      name: 'NQ15_RECEIPT_DATABASE_URL',
      message: 'is missing: the page of receipts has a login of its own',
    })
  const lines = [...faults, ...(signIn.ok ? [] : signIn.refusal.faults), ...(replica.ok ? [] : replica.faults)].map(
    ({ name, message }) => `  ${name}: ${message}`,
  )
  lines.push(...(files.ok ? [] : files.refusal.map((line) => `  ${line}`)))
  throw new BadConfiguration(['The web app did not start: its configuration is not usable.', ...lines].join('\n'))
}

let known: WebEnv | undefined

/** The configuration of this process. Parsed at the first call; the server calls it before anything else. */
export function webEnv(): WebEnv {
  // biome-ignore lint/style/noProcessEnv: this is the one place where the web app's configuration is read
  known ??= parseEnv(process.env)
  return known
}

/** How files are kept; the same in every process, and needed without the rest of the configuration. */
export function fileSettings(): FileSettings {
  if (known) return known.files
  // biome-ignore lint/style/noProcessEnv: as above
  const files = readFileSettings(process.env)
  if (!files.ok) throw new BadConfiguration(files.refusal.join('\n'))
  return files.value
}
