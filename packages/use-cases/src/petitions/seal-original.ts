import { newId } from '@nq15/db/ids'
import { findOriginalPiece, listOriginals, type OriginalRow } from '@nq15/db/petitions/original.read'
import { insertOriginal, resealOriginal, resealOriginalPiece } from '@nq15/db/petitions/original.write'
import { findPetition } from '@nq15/db/petitions/petition.read'
import { listRenditionPapers } from '@nq15/db/petitions/rendition.read'
import { findVault, listCustodians, listSealedKeys } from '@nq15/db/petitions/vault.read'
import { saveSealedKeys } from '@nq15/db/petitions/vault.write'
import type { VaultTx } from '@nq15/db/petitions/vault-store'
import type { Scope } from '@nq15/db/scope'
import { inspectContent, sourceOf } from '@nq15/documents/files'
import { checkFileName, type FileKind, fileKindFacts } from '@nq15/domain/files'
import { largestOriginal } from '@nq15/domain/petitions'
import { ok, refuse } from '@nq15/domain/shared'
import { z } from 'zod'
import { actInVault, type Vault, type VaultAnswer, type VaultCaller } from './vault-calling.ts'
import {
  forget,
  type KeyPair,
  makeDataKey,
  openPiece,
  openText,
  sealKey,
  sealPiece,
  sealText,
  unsealKey,
} from './vault-crypto.ts'

/** A piece small enough for any connection and for the memory of a process that serves many. */
const pieceSize = 256 * 1024
/** Scans of one paper; more is somebody filling the disk. */
const mostScans = 10

const placeOf = (originalId: string, at: number, of: number) => `${originalId}:${at}/${of}`
const headSchema = z.object({ fileName: z.string(), kind: z.string() })

/**
 * Seals a scanned original of a denunciation to every custodian and to the recovery key, its name with it. The desk seals and cannot
 * open again. Refuses NO_VAULT where the unit keeps its originals outside, and what is no paper, picture or document.
 */
export async function sealOriginal(
  vault: Vault,
  { work }: VaultCaller,
  asked: { requestId: string; petitionId: string; paperId: string; fileName: string; content: string },
): Promise<VaultAnswer<{ originalId: string }>> {
  if (!work) return refuse({ code: 'NO_RIGHT' })
  const { requestId, petitionId, paperId } = asked
  const seen = await vault.db.asReader(work, async (tx) => ({
    petition: await findPetition(tx, work, petitionId),
    papers: await listRenditionPapers(tx, work, [petitionId]),
  }))
  const { petition } = seen
  const isOpen = petition && petition.state !== 'filed' && petition.state !== 'destroyed'
  if (!isOpen || !seen.papers.some((one) => one.paperId === paperId)) return refuse({ code: 'NOT_FOUND' })
  const { organizationId, year, number } = petition
  if (!(await vault.store.run((tx) => findVault(tx, work, { organizationId })))) return refuse({ code: 'NO_VAULT' })
  const bytes = Buffer.from(asked.content, 'base64')
  if (bytes.length === 0 || bytes.length > largestOriginal) return refuse({ code: 'ORIGINAL_TOO_LARGE' })
  const name = checkFileName(asked.fileName)
  const kind = name.ok ? await inspectContent(sourceOf(bytes), name.value.claims) : name
  if (!name.ok || !kind.ok) return refuse({ code: 'ORIGINAL_NOT_TAKEN' })
  const originalId = newId()
  const key = makeDataKey()
  const head = sealText(JSON.stringify({ fileName: name.value.name, kind: kind.value }), key, originalId)
  const count = Math.ceil(bytes.length / pieceSize)
  const pieces = Array.from({ length: count }, (_, at) =>
    sealPiece(bytes.subarray(at * pieceSize, (at + 1) * pieceSize), key, placeOf(originalId, at + 1, count)),
  )
  const of = { requestId, act: 'seal-original', organizationId, petitionId }
  const done = await actInVault(vault, work, of, async (tx) => {
    // Who leaves meanwhile waits here, so that no key is sealed to him afterwards.
    const unit = await findVault(tx, work, { organizationId, lock: true })
    if (!unit) return refuse({ code: 'NO_VAULT' })
    const kept = await listOriginals(tx, work, { petitionId })
    if (kept.filter((one) => one.paperId === paperId).length >= mostScans) return refuse({ code: 'TOO_MANY_ORIGINALS' })
    await insertOriginal(tx, work, { originalId, organizationId, petitionId, paperId, year, number, ...head, pieces })
    const active = (await listCustodians(tx, work, organizationId)).filter(({ state }) => state === 'active')
    const holders = [
      ...active.map((one) => ({ holderId: one.custodianId, publicKey: one.publicKey })),
      { holderId: organizationId, publicKey: unit.recoveryPublic },
    ]
    await saveSealedKeys(
      tx,
      work,
      holders.map(({ holderId, publicKey }) => ({
        ...{ subjectId: originalId, holderId, organizationId },
        sealed: sealKey(key, publicKey),
      })),
    )
    return ok({ originalId })
  })
  forget(key)
  return done
}

/** An original as it was uploaded. */
export type OpenedOriginal = { readonly fileName: string; readonly contentType: string; readonly content: string }

/** Opens an original with its key; null when it is not what was sealed. Its content is written in base64. */
export async function openOriginal(
  tx: VaultTx,
  scope: Scope,
  { originalId, sealed, nonce, parts }: OriginalRow,
  key: Uint8Array,
): Promise<OpenedOriginal | null> {
  const head = openText({ sealed, nonce }, key, originalId)
  if (head === null) return null
  const pieces: Uint8Array[] = []
  for (let at = 1; at <= parts; at++) {
    const held = await findOriginalPiece(tx, scope, { originalId, position: at })
    const piece = held && openPiece(held, key, placeOf(originalId, at, parts))
    if (!piece) return null
    pieces.push(piece)
  }
  const { fileName, kind } = headSchema.parse(JSON.parse(head))
  const { contentType } = fileKindFacts[kind as FileKind] ?? { contentType: 'application/octet-stream' }
  return { fileName, contentType, content: Buffer.concat(pieces).toString('base64') }
}

/** Gives every original of a unit another key, piece by piece: what a custodian who left could have kept opens nothing of it. */
export async function changeOriginalKeys(
  tx: VaultTx,
  scope: Scope,
  {
    organizationId,
    from,
    sealTo,
  }: {
    readonly organizationId: string
    readonly from: { readonly holderId: string; readonly keys: KeyPair }
    readonly sealTo: (subjectId: string, key: Uint8Array) => Promise<void>
  },
): Promise<void> {
  const held = new Map((await listSealedKeys(tx, scope, from)).map(({ subjectId, sealed }) => [subjectId, sealed]))
  for (const row of await listOriginals(tx, scope, { organizationId })) {
    const was = unsealKey(held.get(row.originalId) ?? '', from.keys)
    if (!was) throw new Error('an original does not open for its holder')
    const key = makeDataKey()
    await changeKey(tx, scope, row, { from: was, to: key })
    await sealTo(row.originalId, key)
    forget(key)
    forget(was)
  }
}

async function changeKey(
  tx: VaultTx,
  scope: Scope,
  { originalId, sealed, nonce, parts }: OriginalRow,
  { from, to }: { readonly from: Uint8Array; readonly to: Uint8Array },
): Promise<void> {
  const head = openText({ sealed, nonce }, from, originalId)
  if (head === null) throw new Error('an original does not open for its holder')
  await resealOriginal(tx, scope, { originalId, ...sealText(head, to, originalId) })
  for (let at = 1; at <= parts; at++) {
    const of = placeOf(originalId, at, parts)
    const held = await findOriginalPiece(tx, scope, { originalId, position: at })
    const piece = held && openPiece(held, from, of)
    if (!piece) throw new Error('an original does not open for its holder')
    await resealOriginalPiece(tx, scope, { originalId, position: at, sealed: sealPiece(piece, to, of) })
  }
}
