import type { Database } from '@nq15/db/client'
import { countContents, findNamedObjects, type KeptContent, listContents } from '@nq15/db/files/content.read'
import { forgetContent, markScanned, rewrapContent } from '@nq15/db/files/content.write'
import { KeyMissing } from '@nq15/db/files/master-keys'
import { ContentBroken } from '@nq15/db/files/sealed-content'
import type { Scope } from '@nq15/db/scope'
import { streamRange } from '@nq15/documents/files'
import type { ScanState } from '@nq15/domain/files'
import type { FileStore } from './open-file-store.ts'
import { openContent } from './read-files.ts'
import { ScannerUnavailable } from './scan-with-clamd.ts'
import { clearSpool } from './spool-upload.ts'

type Kept = { readonly db: Database; readonly store: FileStore }
/** Told after each content: how many are done, of how many. */
export type OnProgress = (done: number, of: number) => void

const page = 200

/** All contents, a page at a time: each page is a transaction of its own, so that a long round holds nothing. */
async function* contentsOf({ db }: Kept, scope: Scope, states?: readonly ScanState[]): AsyncGenerator<KeptContent> {
  let after: string | null = null
  for (;;) {
    const from: string | null = after
    const contents: KeptContent[] = await db.asReader(scope, (tx) =>
      listContents(tx, scope, { after: from, limit: page, ...(states ? { states } : {}) }),
    )
    yield* contents
    const last = contents.at(-1)
    if (!last || contents.length < page) return
    after = last.id
  }
}

/** What a round of scanning did. */
export type ScanRound = { readonly clean: number; readonly refused: number; readonly waiting: number }

/** Scans what waits for the scanner; ends at the first silence of the scanner, since all others would wait too. */
export async function scanWaiting(kept: Kept, scope: Scope, signal?: AbortSignal): Promise<ScanRound> {
  const { db, store } = kept
  const round = { clean: 0, refused: 0, waiting: 0 }
  if (!store.scanner) return round
  let silent = false
  for await (const content of contentsOf(kept, scope, ['waiting-scan', 'not-scanned'])) {
    if (silent || signal?.aborted) {
      round.waiting += 1
      continue
    }
    const opened = await openContent(store, content).catch(() => null)
    if (!opened) continue
    try {
      const verdict = await store.scanner(streamRange(opened.content))
      const finding = verdict.state === 'refused' ? verdict.finding : null
      await db.asActor(scope, (tx) => markScanned(tx, scope, { id: content.id, state: verdict.state, finding }))
      round[verdict.state] += 1
    } catch (error) {
      if (!(error instanceof ScannerUnavailable)) throw error
      silent = true
      round.waiting += 1
    } finally {
      await opened.close()
    }
  }
  return round
}

/** What a round of sweeping removed. */
export type Sweep = { readonly contents: number; readonly objects: number; readonly uploads: number }

/**
 * Removes what nobody names once it is older than the grace: contents of destroyed documents, objects whose row was never
 * written, uploads of crashed processes. The row goes first, so that no row ever names a missing object.
 */
export async function sweepStore(kept: Kept, scope: Scope, now: Date): Promise<Sweep> {
  const { db, store } = kept
  const olderThan = new Date(now.getTime() - store.settings.graceHours * 3_600_000)
  const swept = { contents: 0, objects: 0, uploads: await clearSpool(store, olderThan) }
  for await (const content of contentsOf(kept, scope)) {
    if (content.storedAt >= olderThan) continue
    const object = await db.asActor(scope, (tx) => forgetContent(tx, scope, { id: content.id, olderThan }))
    if (object === null) continue
    await store.objects.remove(object)
    swept.contents += 1
  }
  let batch: string[] = []
  const flush = async () => {
    const names = batch
    batch = []
    const named = await db.asReader(scope, (tx) => findNamedObjects(tx, scope, names))
    for (const name of names) {
      if (named.has(name)) continue
      await store.objects.remove(name)
      swept.objects += 1
    }
  }
  for await (const { name, changedAt } of store.objects.list()) {
    // Strange names are not ours to remove.
    if (changedAt >= olderThan || !/^[0-9a-f]{2}\/[0-9a-f]{64}\.[0-9a-f-]{36}$/u.test(name)) continue
    batch.push(name)
    if (batch.length >= page) await flush()
  }
  if (batch.length > 0) await flush()
  return swept
}

/** A content that is not what it should be. */
export type StoreFinding = {
  readonly contentId: string
  readonly objectName: string
  readonly code: 'MISSING' | 'BROKEN' | 'KEY_MISSING' | 'OTHER_CONTENT'
}

/** The state of the whole store. */
export type StoreReport = {
  readonly whole: boolean
  readonly contents: number
  readonly bytes: number
  readonly byKey: Readonly<Record<string, number>>
  readonly findings: readonly StoreFinding[]
}

/** Reads every content from its first byte to its last, proves every chunk and computes its address again. */
export async function verifyStore(kept: Kept, scope: Scope, onProgress?: OnProgress): Promise<StoreReport> {
  const { db, store } = kept
  const counted = await db.asReader(scope, (tx) => countContents(tx, scope))
  const findings: StoreFinding[] = []
  let done = 0
  for await (const content of contentsOf(kept, scope)) {
    const code = await checkContent(store, content)
    if (code) findings.push({ contentId: content.id, objectName: content.objectName, code })
    done += 1
    onProgress?.(done, counted.contents)
  }
  return { whole: findings.length === 0, ...counted, findings }
}

async function checkContent(store: FileStore, content: KeptContent): Promise<StoreFinding['code'] | null> {
  try {
    const opened = await openContent(store, content)
    if (!opened) return 'MISSING'
    try {
      const hash = await store.keys.addressHash()
      for await (const piece of streamRange(opened.content)) hash.update(piece)
      return hash.digest('hex') === content.address ? null : 'OTHER_CONTENT'
    } finally {
      await opened.close()
    }
  } catch (error) {
    if (error instanceof KeyMissing) return 'KEY_MISSING'
    if (error instanceof ContentBroken || isCipherFault(error)) return 'BROKEN'
    throw error
  }
}

/** A wrapped key that was changed fails its proof inside the cipher. */
const isCipherFault = (error: unknown) => error instanceof Error && /unable to authenticate/iu.test(error.message)

/** What a change of the master key did. */
export type KeyRotation = {
  readonly keyId: string
  readonly rewrapped: number
  readonly failed: number
  /** Master keys that no content needs any more and that were removed from the key file. */
  readonly dropped: readonly string[]
}

/**
 * Makes a new master key and wraps the key of every content under it; contents themselves are not touched. Can be broken off
 * and run again: with `resume` it goes on with the current key. Old keys are dropped only when asked and when nothing needs them.
 */
export async function rotateKey(
  kept: Kept,
  scope: Scope,
  options: { readonly resume?: boolean; readonly dropOld?: boolean; readonly onProgress?: OnProgress } = {},
): Promise<KeyRotation> {
  const { db, store } = kept
  const { keys } = store
  const keyId = options.resume ? await keys.currentId() : await keys.rotate()
  const { contents } = await db.asReader(scope, (tx) => countContents(tx, scope))
  let [done, rewrapped, failed] = [0, 0, 0]
  for await (const content of contentsOf(kept, scope)) {
    done += 1
    if (content.keyId !== keyId) {
      const key = await keys.unwrap(content, content.address).catch(() => null)
      if (key) {
        const wrapped = await keys.wrap(key, content.address)
        const change = { id: content.id, fromKey: content.keyId, ...wrapped }
        if (await db.asActor(scope, (tx) => rewrapContent(tx, scope, change))) rewrapped += 1
      } else failed += 1
    }
    options.onProgress?.(done, contents)
  }
  const dropped: string[] = []
  if (options.dropOld) {
    const { byKey } = await db.asReader(scope, (tx) => countContents(tx, scope))
    for (const id of await keys.ids()) {
      if (id === keyId || byKey[id]) continue
      await keys.drop(id)
      dropped.push(id)
    }
  }
  return { keyId, rewrapped, failed, dropped }
}
