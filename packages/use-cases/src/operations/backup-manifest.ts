import { createHash } from 'node:crypto'
import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u)
const part = z.object({ bytes: z.number().int().min(0), sha256 })

/** The parts of a backup, each a file sealed for itself; the keys lie in a folder of their own. */
export const partNames = ['database', 'files', 'keys'] as const
export type PartName = (typeof partNames)[number]
export const fileOfPart = (name: PartName) => `${name}.tar.gz.age`

/** What a backup says of itself in clear: numbers and hashes, no word of any record. */
export const backupManifest = z.object({
  format: z.literal(1),
  takenAt: z.iso.datetime(),
  server: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: sha256 })),
  tables: z.record(z.string(), z.object({ rows: z.number().int().min(0), sum: sha256 })),
  files: z.object({ objects: z.number().int().min(0), bytes: z.number().int().min(0) }),
  parts: z.object({ database: part, files: part, keys: part }),
})
export type BackupManifest = z.infer<typeof backupManifest>

/** The hash of a manifest as it lies in its file: who has written it down elsewhere knows later that nothing was exchanged. */
export const headOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The rows of all tables together. */
export const rowsOf = ({ tables }: Pick<BackupManifest, 'tables'>): number =>
  Object.values(tables).reduce((sum, { rows }) => sum + rows, 0)
