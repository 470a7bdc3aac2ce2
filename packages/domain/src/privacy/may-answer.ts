import { ok, type Result, refuse } from '../shared/index.ts'

/** Who stands around something to be answered; null where nobody is known. */
export type Around = {
  readonly answeringUserId: string
  readonly filedBy: string
  readonly enteredBy: string | null
  readonly answeringMemberId: string | null
  readonly memberId: string | null
}

/**
 * The answer comes in writing from another person than the one who filed it, entered what is contested, or is concerned
 * himself (privacy G11).
 */
export function mayAnswer({
  answeringUserId,
  filedBy,
  enteredBy,
  answeringMemberId,
  memberId,
}: Around): Result<true, { readonly code: 'FILED_IT_HIMSELF' | 'ENTERED_IT_HIMSELF' | 'CONCERNS_HIMSELF' }> {
  if (answeringUserId === filedBy) return refuse({ code: 'FILED_IT_HIMSELF' })
  if (answeringUserId === enteredBy) return refuse({ code: 'ENTERED_IT_HIMSELF' })
  if (memberId !== null && answeringMemberId === memberId) return refuse({ code: 'CONCERNS_HIMSELF' })
  return ok(true)
}
