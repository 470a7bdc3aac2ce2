import { z } from 'zod'
import type { StoredBatch } from './check-batch.ts'

/** The first line of a file of the trail: how it is written, and when it was taken out. */
export const auditFileFormat = 'nq15-audit-1'

const header = z.object({ format: z.literal(auditFileFormat), exportedAt: z.iso.datetime() })

const event = z.object({
  id: z.string(),
  at: z.string(),
  actorId: z.string().nullable(),
  onBehalfOf: z.string().nullable(),
  requestId: z.string().nullable(),
  action: z.string(),
  recordTable: z.string(),
  recordId: z.string().nullable(),
  organizationId: z.string().nullable(),
  detail: z.unknown(),
})

const batch = z.object({
  seq: z.number(),
  sealedAt: z.string(),
  eventCount: z.number(),
  merkleRoot: z.string(),
  previousHash: z.string(),
  hash: z.string(),
  leaves: z.array(
    z.object({ position: z.number(), eventId: z.string(), leafHash: z.string(), event: event.nullable() }),
  ),
})

/** The first line of a file, without its end. */
export const auditFileHeader = (exportedAt: string): string => JSON.stringify({ format: auditFileFormat, exportedAt })

/** One batch as a line: all that its hash covers, so that the file proves itself without a database. */
export const auditFileLine = ({
  seq,
  sealedAt,
  eventCount,
  merkleRoot,
  previousHash,
  hash,
  leaves,
}: StoredBatch): string => JSON.stringify({ seq, sealedAt, eventCount, merkleRoot, previousHash, hash, leaves })

/** Whether a line is the head of such a file. */
export function isAuditFileHeader(line: string): boolean {
  return header.safeParse(jsonOf(line)).success
}

/** Reads a line of a file; null for one that is no batch (cut off, or written by something else). */
export function readAuditFileLine(line: string): StoredBatch | null {
  return batch.safeParse(jsonOf(line)).data ?? null
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
