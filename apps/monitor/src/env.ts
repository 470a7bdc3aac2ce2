import type { ReplicaSettings } from '@nq15/db/replica'
import { readReplicaSettings } from '@nq15/db/replica-settings'
import { type FileSettings, readFileSettings } from '@nq15/use-cases/files/file-settings'
import { readTraceSettings, type TraceSettings } from '@nq15/use-cases/operations/trace-settings'
import { z } from 'zod'

const webAddress = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) address' })
  .transform((typed) => typed.replace(/\/+$/, ''))

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(least).max(most))

/** Every variable monitor reads, its default and its rule. */
const schema = z.object({
  NQ15_HOST: z.string().min(1).default('127.0.0.1'),
  NQ15_MONITOR_PORT: wholeNumber(0, 65_535).default(3016),
  /** The same as the web's: it decides how the session's cookie is called. */
  NQ15_PUBLIC_URL: webAddress.default('http://127.0.0.1:3015'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://'),
  NQ15_SECRET: z.string().min(32, 'must have at least 32 characters'),
  NQ15_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  NQ15_METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  NQ15_SHUTDOWN_SECONDS: wholeNumber(0, 999).default(8),
  /** Where the public check of papers answers, as the web's setting says; printed on papers made by jobs. */
  NQ15_CHECK_URL: webAddress.optional(),
  NQ15_CHECK_HOST: z.string().min(1).default('127.0.0.1'),
  NQ15_CHECK_PORT: wholeNumber(1, 65_535).optional(),
  /** The address other systems reach the open service under; the listening address unless said otherwise. */
  NQ15_SERVICE_URL: webAddress.optional(),
  /** Proxies in front of the open service, as addresses or CIDR blocks with commas between. */
  NQ15_SERVICE_PROXIES: z
    .string()
    .transform((typed) =>
      typed
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    )
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], { error: 'must be addresses or CIDR blocks' })))
    .optional(),
  /** The mail server, with name and password in the address where it wants them; absent: no mail goes out. */
  NQ15_SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be smtp://… or smtps://…' }).optional(),
  /** Whom mails come from; needed with a mail server. */
  NQ15_MAIL_FROM: z.email({ error: 'must be an address' }).optional(),
})

/** Monitor's configuration, parsed once at the start. */
export type MonitorEnv = {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly publicUrl: string
  readonly databaseUrl: string
  readonly secret: string
  readonly logLevel: string
  readonly metricsToken: string | null
  readonly shutdownSeconds: number
  /** Null: the address it listens on. */
  readonly serviceUrl: string | null
  readonly serviceProxies: readonly string[]
  readonly files: FileSettings
  /** Null: the public check is off. */
  readonly checkUrl: string | null
  /** Null: no mail goes out. */
  readonly mail: { readonly url: string; readonly from: string } | null
  /** Null: every read goes to the primary. */
  readonly replica: ReplicaSettings | null
  /** Off until the operator names a collector. */
  readonly traces: TraceSettings
}

/** Settings that cannot be used; the message names each variable and its rule, never a value. */
export class BadConfiguration extends Error {
  override readonly name = 'BadConfiguration'
}

/** Reads the configuration from variables; an empty one counts as absent. Throws `BadConfiguration` with all faults at once. */
export function parseEnv(variables: Readonly<Record<string, string | undefined>>): MonitorEnv {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => {
      const name = path.join('.')
      return `  ${name}: ${name in given ? message : 'is missing'}`
    })
    throw new BadConfiguration(['Monitor did not start: its configuration is not usable.', ...faults].join('\n'))
  }
  const read = parsed.data
  const files = readFileSettings(given)
  if (!files.ok) {
    const lines = files.refusal.map((line) => `  ${line}`)
    throw new BadConfiguration(['Monitor did not start: its configuration is not usable.', ...lines].join('\n'))
  }
  const replica = readReplicaSettings(given)
  if (!replica.ok) {
    const lines = replica.faults.map(({ name, message }) => `  ${name}: ${message}`)
    throw new BadConfiguration(['Monitor did not start: its configuration is not usable.', ...lines].join('\n'))
  }
  if (read.NQ15_SMTP_URL && !read.NQ15_MAIL_FROM) {
    throw new BadConfiguration('Monitor did not start: its configuration is not usable.\n  NQ15_MAIL_FROM: is missing')
  }
  return {
    host: read.NQ15_HOST,
    port: read.NQ15_MONITOR_PORT,
    publicUrl: read.NQ15_PUBLIC_URL,
    databaseUrl: read.DATABASE_URL,
    secret: read.NQ15_SECRET,
    logLevel: read.NQ15_LOG_LEVEL,
    metricsToken: read.NQ15_METRICS_TOKEN ?? null,
    shutdownSeconds: read.NQ15_SHUTDOWN_SECONDS,
    serviceUrl: read.NQ15_SERVICE_URL ?? null,
    serviceProxies: read.NQ15_SERVICE_PROXIES ?? [],
    files: files.value,
    checkUrl:
      read.NQ15_CHECK_URL ?? (read.NQ15_CHECK_PORT ? `http://${read.NQ15_CHECK_HOST}:${read.NQ15_CHECK_PORT}` : null),
    replica: replica.value,
    traces: readTraceSettings(given),
    mail: read.NQ15_SMTP_URL && read.NQ15_MAIL_FROM ? { url: read.NQ15_SMTP_URL, from: read.NQ15_MAIL_FROM } : null,
  }
}
