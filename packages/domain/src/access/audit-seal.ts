/** A hash of a text, as small hexadecimal letters; the caller brings the function (SHA-256 in the product). */
export type Hash = (text: string) => string

/** A row of the trail as it is sealed: ids and texts as stored, `at` in UTC with microseconds. */
export type SealedEvent = {
  readonly id: string
  readonly at: string
  readonly actorId: string | null
  readonly onBehalfOf: string | null
  readonly requestId: string | null
  readonly action: string
  readonly recordTable: string
  readonly recordId: string | null
  readonly organizationId: string | null
  readonly detail: unknown
}

/** What a batch says about itself; its hash covers all of it and the hash before. */
export type SealedBatch = {
  readonly seq: number
  /** UTC with milliseconds, as text. */
  readonly sealedAt: string
  readonly eventCount: number
  readonly merkleRoot: string
  readonly previousHash: string
}

/** What stands before the first batch. */
export const firstPreviousHash = '0'.repeat(64)

// One letter before each kind of text, so that no leaf can pass for a node nor a node for a batch (as in RFC 6962).
const leafMark = 'nq15-leaf-1'
const nodeMark = 'nq15-node-1'
const batchMark = 'nq15-batch-1'

/** The one text of a row: same row, same text, in any program that follows these lines. */
export function eventText(event: SealedEvent): string {
  const { id, at, actorId, onBehalfOf, requestId, action, recordTable, recordId, organizationId, detail } = event
  const fields = [id, at, actorId, onBehalfOf, requestId, action, recordTable, recordId, organizationId]
  return `${leafMark}\n${JSON.stringify(fields)}\n${sortedJson(detail)}`
}

/** The leaf of a row. */
export const leafHash = (event: SealedEvent, hash: Hash): string => hash(eventText(event))

/** The root over leaves in their order; a leaf without a neighbour moves up as it is. Throws for no leaves. */
export function merkleRoot(leaves: readonly string[], hash: Hash): string {
  let level = leaves
  while (level.length > 1) {
    const below = level
    level = Array.from({ length: Math.ceil(below.length / 2) }, (_, index) => {
      const left = below[index * 2] ?? ''
      const right = below[index * 2 + 1]
      return right === undefined ? left : hash(`${nodeMark}\n${left}\n${right}`)
    })
  }
  const [root] = level
  if (root === undefined) throw new Error('a batch without rows has no root')
  return root
}

/** The hash of a batch, which the next batch repeats: the chain. */
export function batchHash(batch: SealedBatch, hash: Hash): string {
  const { seq, sealedAt, eventCount, merkleRoot: root, previousHash } = batch
  return hash(`${batchMark}\n${JSON.stringify([seq, sealedAt, eventCount, root, previousHash])}`)
}

/** JSON with the keys of every object in the order of their characters and no white space. */
function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, inner]) => `${JSON.stringify(key)}:${sortedJson(inner)}`).join(',')}}`
}
