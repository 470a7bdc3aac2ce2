import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { S3Settings } from '@nq15/db/files/s3-store'
import { type FileKind, fileKinds } from '@nq15/domain/files'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { z } from 'zod'

/** Where clamd listens: an address or a socket of this machine. */
export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly path: string }

/** How files are kept, parsed once per process. */
export type FileSettings = {
  readonly place: { readonly folder: string } | { readonly s3: S3Settings }
  readonly keyFile: string
  /** Uploads lie here, sealed under a key that dies with the process, until they are judged. */
  readonly spoolFolder: string
  readonly clamd: ClamdAddress | null
  /** Largest size of a kind in bytes where it differs from the usual one. */
  readonly limits: Readonly<Partial<Record<FileKind, number>>>
  /** How long a content that no document names is left alone. */
  readonly graceHours: number
}

const megabytes = z
  .string()
  .regex(/^[a-z]+=\d{1,4}(,[a-z]+=\d{1,4})*$/, 'must look like pdf=200,jpeg=10 (megabytes)')
  .transform((typed, context) => {
    const limits: Partial<Record<FileKind, number>> = {}
    for (const part of typed.split(',')) {
      const [name, size] = part.split('=')
      const kind = fileKinds.find((one) => one === name)
      if (!kind || Number(size) < 1) context.addIssue(`knows ${fileKinds.join(', ')}, each of at least 1 megabyte`)
      else limits[kind] = Number(size) * 1024 * 1024
    }
    return limits
  })

const schema = z
  .object({
    NQ15_DATA: z.string().min(1).default('.data'),
    NQ15_FILES: z.string().min(1).optional(),
    NQ15_FILE_KEYS: z.string().min(1).optional(),
    NQ15_FILE_SPOOL: z.string().min(1).optional(),
    NQ15_FILE_LIMITS: megabytes.default({}),
    NQ15_FILE_GRACE_HOURS: z.coerce.number().int().min(1).max(8760).default(24),
    NQ15_CLAMD: z
      .string()
      .regex(/^(\/.+|[\w.-]+:\d{1,5}|\[[0-9a-f:]+\]:\d{1,5})$/iu, 'must be host:port or the path of a socket')
      .optional(),
    NQ15_S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
    NQ15_S3_REGION: z.string().min(1).default('us-east-1'),
    NQ15_S3_ACCESS_KEY: z.string().min(1).optional(),
    NQ15_S3_SECRET_KEY: z.string().min(1).optional(),
  })
  .superRefine((read, context) => {
    if (!read.NQ15_FILES?.startsWith('s3://')) return
    for (const name of ['NQ15_S3_ENDPOINT', 'NQ15_S3_ACCESS_KEY', 'NQ15_S3_SECRET_KEY', 'NQ15_FILE_KEYS'] as const) {
      if (!read[name]) context.addIssue({ code: 'custom', path: [name], message: 'is needed with NQ15_FILES=s3://…' })
    }
    if (!/^s3:\/\/[a-z0-9][a-z0-9.-]+(\/[\w./-]*)?$/u.test(read.NQ15_FILES)) {
      context.addIssue({
        code: 'custom',
        path: ['NQ15_FILES'],
        message: 'must look like s3://bucket or s3://bucket/prefix',
      })
    }
  })

/** Reads the settings of the file store; refuses with one line per variable that cannot be used, never its value. */
export function readFileSettings(
  variables: Readonly<Record<string, string | undefined>>,
): Result<FileSettings, readonly string[]> {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) return refuse(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))
  const read = parsed.data
  const files = read.NQ15_FILES ?? join(read.NQ15_DATA, 'files')
  const s3 = files.startsWith('s3://') ? s3Of(files, read) : null
  const folder = resolve(files)
  return ok({
    place: s3 ? { s3 } : { folder },
    keyFile: resolve(read.NQ15_FILE_KEYS ?? join(dirname(folder), 'file-keys.json')),
    spoolFolder: resolve(read.NQ15_FILE_SPOOL ?? (s3 ? join(tmpdir(), 'nq15-incoming') : join(folder, 'incoming'))),
    clamd: clamdOf(read.NQ15_CLAMD),
    limits: read.NQ15_FILE_LIMITS,
    graceHours: read.NQ15_FILE_GRACE_HOURS,
  })
}

function s3Of(files: string, read: z.output<typeof schema>): S3Settings {
  const [bucket = '', ...rest] = files.slice('s3://'.length).split('/')
  const prefix = rest.filter(Boolean).join('/')
  return {
    endpoint: read.NQ15_S3_ENDPOINT ?? '',
    region: read.NQ15_S3_REGION,
    accessKey: read.NQ15_S3_ACCESS_KEY ?? '',
    secretKey: read.NQ15_S3_SECRET_KEY ?? '',
    bucket,
    prefix: prefix === '' ? '' : `${prefix}/`,
  }
}

function clamdOf(typed: string | undefined): ClamdAddress | null {
  if (!typed) return null
  if (typed.startsWith('/')) return { path: typed }
  const at = typed.lastIndexOf(':')
  return { host: typed.slice(0, at).replace(/^\[|\]$/gu, ''), port: Number(typed.slice(at + 1)) }
}
