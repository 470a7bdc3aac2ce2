import { z } from 'zod'
import { ok, type Result, refuse } from '../shared/index.ts'
import { findSenderMarks } from './find-identifiers.ts'

/** What the vault holds of who denounces; each is asked for by name when an identity is opened. */
export const identityFields = ['name', 'address', 'idNumber', 'phone', 'other'] as const
export type IdentityField = (typeof identityFields)[number]
/** What an opening may be for: fields of the identity, and the papers' originals, which tell it too. */
export const openingFields = [...identityFields, 'original'] as const
export type OpeningField = (typeof openingFields)[number]

const line = (most: number) => z.string().trim().max(most)
/** An identity as it is typed: a name at least; the rest as far as the paper says. */
export const sealedIdentitySchema = z.object({
  name: line(200).min(1),
  address: line(400).default(''),
  idNumber: line(20).default(''),
  phone: line(30).default(''),
  other: line(1_000).default(''),
})
export type SealedIdentity = z.infer<typeof sealedIdentitySchema>

/**
 * By what an identity is compared within unit and kind: the number of the identity paper where there is one, else name and
 * address; without diacritics, case and signs. Only ever hashed with a key.
 */
export function traceTextOf({ name, address, idNumber }: SealedIdentity): string {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[đĐ]/gu, 'd')
      .toLowerCase()
      .replace(/[^a-z0-9]+/gu, '')
  const digits = idNumber.replace(/\D/gu, '')
  return digits.length >= 9 ? `id:${digits}` : `name:${plain(name)}|${plain(address)}`
}

export const openingStates = ['asked', 'refused', 'open', 'closed', 'ended'] as const
export type OpeningState = (typeof openingStates)[number]
export const openingEvents = ['approve', 'refuse', 'close', 'end'] as const
export type OpeningEvent = (typeof openingEvents)[number]

/** The states of an opening: asked by one person, approved or refused by a custodian who is another, over when closed or at its end. */
export const openingTransitions: readonly {
  readonly from: OpeningState
  readonly event: OpeningEvent
  readonly to: OpeningState
}[] = [
  { from: 'asked', event: 'approve', to: 'open' },
  { from: 'asked', event: 'refuse', to: 'refused' },
  { from: 'asked', event: 'close', to: 'closed' },
  { from: 'asked', event: 'end', to: 'ended' },
  { from: 'open', event: 'close', to: 'closed' },
  { from: 'open', event: 'end', to: 'ended' },
]

/** The longest an identity stays open, in hours; the database says the same. */
export const longestOpeningHours = 72

export type VaultFinding = {
  readonly code:
    | 'ASKER_DECIDES'
    | 'OPENING_NOT_IN_STATE'
    | 'OPENING_IS_OVER'
    | 'REASON_TELLS_SENDER'
    | 'PASSPHRASE_TOO_SHORT'
    | 'PASSPHRASE_TOO_PLAIN'
    | 'NOBODY_ELSE_KEEPS'
}

/** What speaks against asking for an identity; the reason is kept readable, so it must not tell who it is. */
export const judgeReason = (reason: string): VaultFinding[] =>
  findSenderMarks(reason).length > 0 ? [{ code: 'REASON_TELLS_SENDER' }] : []

/** The next state of an opening, or every reason why not: other than the asker decides, and nothing after its end. */
export function stepOpening(
  opening: { readonly state: OpeningState; readonly askedBy: string; readonly until: Date },
  { event, by, now, reason }: { event: OpeningEvent; by: string; now: Date; reason: string },
): Result<OpeningState, readonly VaultFinding[]> {
  const step = openingTransitions.find((one) => one.from === opening.state && one.event === event)
  if (!step) return refuse([{ code: 'OPENING_NOT_IN_STATE' }])
  const findings: VaultFinding[] = []
  const decides = event === 'approve' || event === 'refuse'
  if (decides && by === opening.askedBy) findings.push({ code: 'ASKER_DECIDES' })
  if (event === 'approve' && opening.until <= now) findings.push({ code: 'OPENING_IS_OVER' })
  findings.push(...judgeReason(reason))
  return findings.length > 0 ? refuse(findings) : ok(step.to)
}

/** Whether an identity may be read under an opening now: by its asker, while it is open and not over. */
export const mayReadOpened = (
  opening: { readonly state: OpeningState; readonly askedBy: string; readonly until: Date },
  by: string,
  now: Date,
): boolean => opening.state === 'open' && opening.askedBy === by && now < opening.until

/** Characters a custodian's passphrase has at least: it is all that stands between a stolen database and the identities. */
export const shortestPassphrase = 16

/** What speaks against a passphrase: length, and repetition that makes the length worthless. */
export function judgePassphrase(passphrase: string): VaultFinding[] {
  if ([...passphrase].length < shortestPassphrase) return [{ code: 'PASSPHRASE_TOO_SHORT' }]
  return new Set(passphrase.toLowerCase()).size < 8 ? [{ code: 'PASSPHRASE_TOO_PLAIN' }] : []
}

/** A custodian may step aside from a paper only where another active one may keep it. */
export const judgeRecusal = (othersWhoMayKeep: number): VaultFinding[] =>
  othersWhoMayKeep > 0 ? [] : [{ code: 'NOBODY_ELSE_KEEPS' }]
