import { type ScanState, scanStates } from '@nq15/domain/files'
import { z } from 'zod'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'
import type { ContentPlace } from './attachment.read.ts'

/** A content as its keeper sees it. */
export type KeptContent = ContentPlace & { readonly address: string; readonly storedAt: Date }

/** Contents in the order of their ids, a page at a time, for the keeper's rounds; `states` narrows them. */
export async function listContents(
  tx: Tx,
  _scope: Scope,
  { after, limit, states }: { after: string | null; limit: number; states?: readonly ScanState[] },
): Promise<KeptContent[]> {
  const rows = await tx.storedFile.findMany({
    where: { ...(after ? { id: { gt: after } } : {}), ...(states ? { scanState: { in: [...states] } } : {}) },
    orderBy: { id: 'asc' },
    take: limit,
  })
  return rows.map((found) => ({
    id: found.id,
    address: found.address,
    objectName: found.objectName,
    keyId: found.keyId,
    wrappedKey: Buffer.from(found.wrappedKey),
    sizeBytes: Number(found.sizeBytes),
    scanState: z.enum(scanStates).parse(found.scanState),
    storedAt: found.storedAt,
  }))
}

/** How many contents are kept, and how many under each master key. */
export async function countContents(
  tx: Tx,
  _scope: Scope,
): Promise<{ contents: number; bytes: number; byKey: Readonly<Record<string, number>> }> {
  const rows = await tx.storedFile.groupBy({ by: ['keyId'], _count: true, _sum: { sizeBytes: true } })
  return {
    contents: rows.reduce((sum, { _count }) => sum + _count, 0),
    bytes: rows.reduce((sum, { _sum }) => sum + Number(_sum.sizeBytes ?? 0), 0),
    byKey: Object.fromEntries(rows.map(({ keyId, _count }) => [keyId, _count])),
  }
}

/** Which of these objects a content names. */
export async function findNamedObjects(tx: Tx, _scope: Scope, names: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.storedFile.findMany({
    where: { objectName: { in: [...names] } },
    select: { objectName: true },
  })
  return new Set(rows.map(({ objectName }) => objectName))
}
