import { z } from 'zod'
import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import { findSenderMarks } from './find-identifiers.ts'

/** Who may be protected: who denounces, and his spouse, parents and children (Luật TC Art. 47; petitions, I8). */
export const protectedSubjects = ['denouncer', 'spouse', 'parent', 'child'] as const
export const protectionStates = ['requested', 'verified', 'applied', 'changed', 'ended'] as const
export type ProtectionState = (typeof protectionStates)[number]
export const protectionEvents = ['verify', 'apply', 'change', 'end'] as const
export type ProtectionEvent = (typeof protectionEvents)[number]
/** Why a protection ends (petitions, section 18). */
export const protectionEnds = ['concluded', 'terminated', 'decision', 'deliberate-breach'] as const

/** The states of a protection (petitions, section 19); a request that is turned down ends by decision. */
export const protectionTransitions: readonly {
  readonly from: readonly ProtectionState[]
  readonly event: ProtectionEvent
  readonly to: ProtectionState
}[] = [
  { from: ['requested'], event: 'verify', to: 'verified' },
  { from: ['verified'], event: 'apply', to: 'applied' },
  { from: ['applied', 'changed'], event: 'change', to: 'changed' },
  { from: ['requested', 'verified', 'applied', 'changed'], event: 'end', to: 'ended' },
]

/** A step as it is typed. */
export const protectionStepSchema = z.object({
  event: z.enum(protectionEvents),
  onDay: z.iso.date(),
  measure: z.string().trim().max(1_000).default(''),
  authority: z.string().trim().max(200).default(''),
  document: z.string().trim().max(100).default(''),
  endReason: z.enum(protectionEnds).nullable().default(null),
})
export type ProtectionStep = z.infer<typeof protectionStepSchema>

export type ProtectionFinding = {
  readonly code:
    | 'PROTECTION_NOT_IN_STATE'
    | 'PROTECTED_IN_FUTURE'
    | 'PROTECTED_BEFORE_LAST'
    | 'MEASURE_MISSING'
    | 'AUTHORITY_MISSING'
    | 'END_REASON_MISSING'
    | 'NOTHING_TO_BREACH'
    | 'REASON_TELLS_SENDER'
}

/** What speaks against asking for protection: the measure is readable to who decides, so it must not tell who it is for. */
export function judgeProtectionRequest(
  { measure, onDay }: { readonly measure: string; readonly onDay: LegalDay },
  today: LegalDay,
): ProtectionFinding[] {
  return [
    ...(measure === '' ? [{ code: 'MEASURE_MISSING' } as const] : []),
    ...(onDay > today ? [{ code: 'PROTECTED_IN_FUTURE' } as const] : []),
    ...(findSenderMarks(measure).length > 0 ? [{ code: 'REASON_TELLS_SENDER' } as const] : []),
  ]
}

/** The next state of a protection, or every reason why not; what is applied, changed or ended rests on a document of an authority. */
export function stepProtection(
  { state, lastOn }: { readonly state: ProtectionState; readonly lastOn: LegalDay },
  step: ProtectionStep,
  today: LegalDay,
): Result<ProtectionState, readonly ProtectionFinding[]> {
  const { event, onDay, measure, authority, document, endReason } = step
  const way = protectionTransitions.find((one) => one.event === event && one.from.includes(state))
  if (!way) return refuse([{ code: 'PROTECTION_NOT_IN_STATE' }])
  const findings: ProtectionFinding[] = []
  if (onDay > today) findings.push({ code: 'PROTECTED_IN_FUTURE' })
  if (onDay < lastOn) findings.push({ code: 'PROTECTED_BEFORE_LAST' })
  if ((event === 'apply' || event === 'change') && measure === '') findings.push({ code: 'MEASURE_MISSING' })
  if (event !== 'verify' && (authority === '' || document === '')) findings.push({ code: 'AUTHORITY_MISSING' })
  if (event === 'end' && endReason === null) findings.push({ code: 'END_REASON_MISSING' })
  // A duty is breached by who is protected already.
  if (endReason === 'deliberate-breach' && state !== 'applied' && state !== 'changed') {
    findings.push({ code: 'NOTHING_TO_BREACH' })
  }
  if (findSenderMarks(measure).length > 0) findings.push({ code: 'REASON_TELLS_SENDER' })
  return findings.length > 0 ? refuse(findings) : ok(way.to)
}
