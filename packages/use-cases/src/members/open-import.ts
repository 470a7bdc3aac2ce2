import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findImportPart } from '@nq15/db/members/import.read'
import { insertImport, insertImportPart, updateImport } from '@nq15/db/members/import.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import type { Scope } from '@nq15/db/scope'
import { type LegalDay, ok, type Result, refuse } from '@nq15/domain/shared'

/** No such organization or import, or it is not the actor's: the two look alike. */
export type NotFound = { readonly code: 'NOT_FOUND' }

/** What an import is about: the organization that bounds it, the file's name, the day its rows are judged on. */
export type ImportOpening = {
  readonly kind: 'members' | 'organizations' | 'accounts' | 'ratings'
  readonly organizationId: string
  readonly fileName: string
  readonly asOf: LegalDay
}

/** Begins an import of the actor; refuses NOT_FOUND for an organization outside the scope. */
export function openImport(
  db: Database,
  scope: Scope,
  opening: ImportOpening,
): Promise<Result<{ runId: string }, NotFound>> {
  return db.asActor(scope, async (tx) => {
    if (!(await isWithin(tx, scope, opening.organizationId))) return refuse({ code: 'NOT_FOUND' })
    const runId = newId()
    await insertImport(tx, scope, { ...opening, runId, fileName: opening.fileName.slice(0, 200) })
    return ok({ runId })
  })
}

const pieceSize = 1024 * 1024

/**
 * Keeps the uploaded file beside its import, piece by piece in short transactions, so that mapping, dry run and error
 * workbook read the same bytes whichever process answers. They go when the import is taken or abandoned.
 */
export async function keepUpload(
  db: Database,
  scope: Scope,
  { runId, source }: { runId: string; source: AsyncIterable<Uint8Array> },
): Promise<Result<{ bytes: number }, NotFound>> {
  let [position, bytes, held] = [0, 0, Buffer.alloc(0)]
  const keep = async (piece: Buffer) => {
    await db.asActor(scope, (tx) => insertImportPart(tx, scope, { runId, position, bytes: new Uint8Array(piece) }))
    position += 1
  }
  const isOpen = await db.asActor(scope, (tx) =>
    updateImport(tx, scope, { runId, from: ['reading'], change: { rowsTotal: 0 } }),
  )
  if (!isOpen) return refuse({ code: 'NOT_FOUND' })
  for await (const chunk of source) {
    bytes += chunk.length
    held = Buffer.concat([held, chunk])
    for (; held.length >= pieceSize; held = held.subarray(pieceSize)) await keep(held.subarray(0, pieceSize))
  }
  if (held.length > 0) await keep(held)
  return ok({ bytes })
}

/** The kept file again, piece by piece; empty when it is gone or another's. */
export async function* readUpload(db: Database, scope: Scope, runId: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position += 1) {
    const piece = await db.asActor(scope, (tx) => findImportPart(tx, scope, { runId, position }))
    if (!piece) return
    yield piece
  }
}
