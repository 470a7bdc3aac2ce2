import type { ScanState } from '@nq15/domain/files'
import type { Tx } from '../client.ts'
import type { Scope } from '../scope.ts'

/** A content that lies in the store, about to be named. */
export type NewContent = {
  readonly id: string
  readonly address: string
  readonly objectName: string
  readonly sizeBytes: number
  readonly keyId: string
  readonly wrappedKey: Buffer
  readonly scanState: Exclude<ScanState, 'refused'>
}

/** Keeps a content, or finds the same one kept already; answers the id that counts. */
export async function keepContent(tx: Tx, _scope: Scope, content: NewContent): Promise<string> {
  const { id, address, objectName, sizeBytes, keyId, wrappedKey, scanState } = content
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    select app.keep_content(${id}::uuid, ${address}, ${objectName}, ${BigInt(sizeBytes)}::bigint, ${keyId},
      ${new Uint8Array(wrappedKey)}::bytea, ${scanState})::text as id`
  if (!row) throw new Error('a content was kept without an answer')
  return row.id
}

/** Writes down a verdict of the scanner. */
export async function markScanned(
  tx: Tx,
  _scope: Scope,
  { id, state, finding }: { id: string; state: 'clean' | 'refused'; finding: string | null },
): Promise<void> {
  await tx.$executeRaw`select app.content_scanned(${id}::uuid, ${state}, ${finding})`
}

/** Puts the key of a content under another master key; false when somebody was quicker. */
export async function rewrapContent(
  tx: Tx,
  _scope: Scope,
  { id, fromKey, keyId, wrappedKey }: { id: string; fromKey: string; keyId: string; wrappedKey: Buffer },
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ done: boolean }[]>`
    select app.rewrap_content(${id}::uuid, ${fromKey}, ${keyId}, ${new Uint8Array(wrappedKey)}::bytea) as done`
  return row?.done ?? false
}

/** Forgets a content older than a moment that no document names; answers the object to remove, or null. */
export async function forgetContent(
  tx: Tx,
  _scope: Scope,
  { id, olderThan }: { id: string; olderThan: Date },
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ object: string | null }[]>`
    select app.forget_content(${id}::uuid, ${olderThan}::timestamptz) as object`
  return row?.object ?? null
}
