import type { LegalDay, LegalSource } from '../shared/index.ts'
import { addMonths } from './legal-months.ts'
import type { RuleSet } from './rule-set.ts'
import type { NotRatedReason, Subject } from './schema.ts'

/** What is known of a member on the cut-off day; `null` is not known. */
export type MemberAtCutOff = {
  readonly admittedOn: LegalDay | null
  readonly exempt: boolean
  readonly suspended: boolean
  /** Gone to another organization for good (chuyển sinh hoạt chính thức) by the cut-off day. */
  readonly transferredOut: boolean
  /** Away to another organization for a time: still rated at home, with the other place's comment. */
  readonly temporarilyAway: boolean
  readonly deceased: boolean
  readonly longAbsence: boolean
  readonly underInvestigation: boolean
  /** Holds a leading or managing post (form 2A). */
  readonly isLeader: boolean
  /** Works in the political system (form 2B) or not (2C); only asked of those who do not lead. */
  readonly inPoliticalSystem: boolean | null
  /** A reason of people for not rating, in words; blank or `null` when there is none. */
  readonly otherReason: string | null
}

export type MemberFact = keyof MemberAtCutOff

export type Grounds = { readonly reason: NotRatedReason; readonly basis: LegalSource }

/** Whether a member is rated this year, as what, or why not; `unclear` names the facts without which nobody can say. */
export type PopulationEntry =
  | {
      readonly outcome: 'rated'
      readonly subject: Extract<Subject, 'MEMBER_2A' | 'MEMBER_2C' | 'LEADER'>
      readonly notices: readonly Grounds[]
    }
  | { readonly outcome: 'not-rated'; readonly reason: NotRatedReason; readonly grounds: readonly Grounds[] }
  | { readonly outcome: 'unclear'; readonly missing: readonly MemberFact[] }

/**
 * Who is rated, by the facts of the cut-off day. Exactly six months after admission is rated; suspension from a
 * committee post alone does not exclude. All grounds are given; the first is the recorded reason.
 */
export function whoIsRated(member: MemberAtCutOff, cutOffDay: LegalDay, ruleSet: RuleSet): PopulationEntry {
  const { admittedOn } = member
  const holding: Partial<Record<NotRatedReason, boolean>> = {
    DECEASED: member.deceased,
    TRANSFERRED: member.transferredOut,
    EXEMPT: member.exempt,
    SUSPENDED: member.suspended,
    ADMITTED_LT_6M: admittedOn !== null && cutOffDay < addMonths(admittedOn, 6),
    OTHER: (member.otherReason ?? '').trim() !== '',
    LONG_ABSENCE: member.longAbsence,
    UNDER_INVESTIGATION: member.underInvestigation,
  }
  const ordered: readonly NotRatedReason[] = [
    'DECEASED',
    'TRANSFERRED',
    'EXEMPT',
    'SUSPENDED',
    'ADMITTED_LT_6M',
    'OTHER',
    'LONG_ABSENCE',
    'UNDER_INVESTIGATION',
  ]
  const standing = ordered
    .filter((reason) => holding[reason])
    .flatMap((reason) => ruleSet.exclusions.filter(({ code }) => code === reason))
    .map(({ code, source, effect }) => ({
      reason: code,
      basis: source,
      effect: effect === 'NOT_RATED' || effect === 'WARN' ? effect : ruleSet.options[effect],
    }))
  const groundsOf = (wanted: 'NOT_RATED' | 'WARN'): Grounds[] =>
    standing.filter(({ effect }) => effect === wanted).map(({ reason, basis }) => ({ reason, basis }))

  const grounds = groundsOf('NOT_RATED')
  const [recorded] = grounds
  if (recorded) return { outcome: 'not-rated', reason: recorded.reason, grounds }

  const missing: MemberFact[] = []
  if (admittedOn === null && ruleSet.options.memberUnderSixMonths === 'NOT_RATED') missing.push('admittedOn')
  if (!member.isLeader && member.inPoliticalSystem === null) missing.push('inPoliticalSystem')
  if (missing.length > 0) return { outcome: 'unclear', missing }

  const subject = member.isLeader ? 'LEADER' : member.inPoliticalSystem ? 'MEMBER_2A' : 'MEMBER_2C'
  return { outcome: 'rated', subject, notices: groundsOf('WARN') }
}
