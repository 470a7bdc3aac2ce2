import type { UpEdge } from '../organizations/index.ts'
import type { LegalDay } from '../shared/index.ts'
import type { AccessExplanation, ReachFinding, RightFinding } from './explain-access.ts'
import type { ExplanationTexts } from './explanation.en.ts'

/** What is known of a right besides its days: who gave it and why; of an opening its case. */
export type RightNote = {
  readonly givenBy: string | null
  readonly givenOn: LegalDay
  readonly reason: string | null
  readonly opening: { readonly caseNumber: string; readonly until: string } | null
}

/** An explanation in words: one test a line, in the order in which they were made. */
export type SaidExplanation = {
  readonly decision: 'yes' | 'no'
  readonly verdict: string
  readonly className: string
  readonly policy: string
  /** What holds for the account as a whole. */
  readonly remarks: readonly string[]
  readonly rights: readonly {
    readonly id: string
    readonly opens: boolean
    readonly title: string
    readonly note: string | null
    readonly tests: readonly { readonly holds: boolean; readonly text: string }[]
    readonly steps: readonly { readonly holds: boolean; readonly text: string }[]
  }[]
}

type Words = {
  readonly texts: ExplanationTexts
  readonly nameOf: (organizationId: string) => string
  readonly noteOf: (rightId: string) => RightNote | null
  readonly sayDay: (day: LegalDay) => string
}

const endless: LegalDay = '9999-12-31'
const fill = (template: string, facts: Readonly<Record<string, string>>) =>
  template.replace(/\{(\w+)\}/gu, (whole, name: string) => facts[name] ?? whole)

/** Puts an explanation into words; names of organizations and givers come from the caller, content never. */
export function sayExplanation(explanation: AccessExplanation, words: Words): SaidExplanation {
  const { decision, record, findings, isOwn, closedOn, breakGlassAbsent } = explanation
  const { texts, sayDay } = words
  const remarks = [
    ...(closedOn === null ? [] : [fill(texts.closed, { day: sayDay(closedOn) })]),
    ...(isOwn ? [texts.own] : []),
    ...(findings.length === 0 ? [texts.noRight] : []),
    ...(breakGlassAbsent ? [texts.breakGlassAbsent] : []),
  ]
  const { name, policy } = texts.classes[record.class]
  return {
    ...{ decision, verdict: texts.verdict[decision], className: name, policy, remarks },
    rights: findings.map((finding) => sayRight(finding, { ...words, className: name, day: explanation.day })),
  }
}

type Saying = Words & { readonly className: string; readonly day: LegalDay }

function sayRight(finding: RightFinding, saying: Saying): SaidExplanation['rights'][number] {
  const { right, opens, period, opensClass, mayHold, reach } = finding
  const { texts, nameOf, noteOf, sayDay, className, day } = saying
  const role = texts.roles[right.role] ?? right.role
  const note = noteOf(right.id)
  const until = (to: LegalDay) => (to === endless ? texts.noEnd : sayDay(to))
  const days = { from: sayDay(right.validFrom), to: until(right.validTo) }
  const periodText = note?.opening
    ? fill(texts.openingPeriod[period === 'in-force' ? 'in-force' : 'ended'], { until: note.opening.until })
    : fill(texts.period[period], days)
  return {
    ...{ id: right.id, opens },
    title:
      right.organizationId === null
        ? fill(texts.titleEverywhere, { role })
        : fill(texts.title, { role, organization: nameOf(right.organizationId) }),
    note: note === null ? null : sayNote(note, saying),
    tests: [
      { holds: period === 'in-force', text: periodText },
      { holds: opensClass, text: fill(opensClass ? texts.opens : texts.opensNot, { role, class: className }) },
      ...(mayHold ? [] : [{ holds: false, text: texts.mayNotHold }]),
      ...(reach.kind === 'not-needed' ? [] : [sayReach(reach, saying)]),
    ],
    steps: stepsOf(reach).map((edge) => ({
      holds: edge.from <= day && day < edge.to,
      text: sayStep(edge, saying),
    })),
  }
}

function sayNote({ givenBy, givenOn, reason, opening }: RightNote, { texts, sayDay }: Saying): string | null {
  if (opening) return fill(texts.opening, { caseNumber: opening.caseNumber, reason: reason ?? '' })
  if (givenBy === null) return reason
  const facts = { by: givenBy, day: sayDay(givenOn), reason: reason ?? '' }
  return fill(reason === null ? texts.given : texts.givenBecause, facts)
}

const stepsOf = (reach: ReachFinding): readonly UpEdge[] => ('steps' in reach ? reach.steps : [])

function sayReach(reach: ReachFinding, saying: Saying): { holds: boolean; text: string } {
  const { texts, nameOf } = saying
  if (reach.kind === 'reached') {
    const count = String(reach.steps.length)
    return { holds: true, text: reach.steps.length === 0 ? texts.reach.itself : fill(texts.reach.reached, { count }) }
  }
  if (reach.kind === 'broken') {
    return { holds: false, text: fill(texts.reach.broken, { step: sayStep(reach.broken, saying) }) }
  }
  if (reach.kind === 'apart') {
    const { meetsAt } = reach
    return {
      holds: false,
      text: meetsAt === null ? texts.reach['apart-alone'] : fill(texts.reach.apart, { organization: nameOf(meetsAt) }),
    }
  }
  return { holds: true, text: texts.reach[reach.kind] }
}

function sayStep({ organizationId, aboveId, by, from, to, decisionNumber }: UpEdge, saying: Saying): string {
  const { texts, nameOf, sayDay, day } = saying
  const said = fill(texts.step[by], {
    organization: nameOf(organizationId),
    above: nameOf(aboveId),
    from: sayDay(from),
    to: to === endless ? texts.noEnd : sayDay(to),
    decision: decisionNumber ?? '',
  })
  if (day < from) return fill(texts.stepNotBegun, { step: said, from: sayDay(from) })
  return day < to ? said : fill(texts.stepEnded, { step: said, to: sayDay(to) })
}
