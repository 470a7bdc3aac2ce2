import { addDays } from '../calendar/index.ts'
import { type LegalDay, ok, type Result, refuse } from '../shared/index.ts'
import { type Handling, namesNobody } from './axes.ts'
import { findSenderMarks } from './find-identifiers.ts'
import type { PetitionIntake, PetitionSorting } from './intake.ts'
import { type IntakeFinding, judgeSorting } from './judge-intake.ts'
import type { PetitionAct } from './petition-command.ts'
import { type PetitionState, petitionTransition } from './petition-states.ts'

/** What must hold before a step of a paper, by name. */
export const petitionGuards = [
  'HANDLING_WAS_OTHER',
  'KINDS_DIFFER',
  'MERGED_INTO_ITSELF',
  'MERGED_ALREADY',
  'GUIDED_BEFORE',
  'HANDED_IN_PERSON',
  'NOT_FORWARDED_BY_OTHER',
  'ACTOR_PROPOSED',
  'ACTED_IN_FUTURE',
  'ACTED_BEFORE_RECEIPT',
  'GROUND_NOT_OF_KIND',
  'INSTANCE_NOT_OF_KIND',
  'ORIGINALS_NOT_HELD',
  'ORIGINALS_STILL_HELD',
  'DENOUNCER_IN_ANSWER',
] as const
export type PetitionGuard = (typeof petitionGuards)[number]

/** A paper as the rules read it. */
export type PetitionFacts = PetitionIntake & {
  readonly state: PetitionState
  readonly sorting: PetitionSorting | null
  /** Who proposed the acceptance; another person decides on it. */
  readonly proposedBy: string | null
  readonly originalsReturnedOn: LegalDay | null
}

/** What surrounds an act. `into` is the paper a merge goes to. */
export type PetitionGround = {
  readonly actorUserId: string
  readonly today: LegalDay
  /** The same content was guided before in this unit (G12). */
  readonly guidedBefore: boolean
  readonly into: { readonly kind: string; readonly state: PetitionState; readonly isSelf: boolean } | null
}

export type PetitionFinding = { readonly code: PetitionGuard; readonly condition?: string } | IntakeFinding
export type PetitionRefusal =
  | { readonly code: 'NO_SUCH_STEP' }
  | { readonly code: 'PETITION_REFUSED'; readonly findings: readonly PetitionFinding[] }

/** A lawful step. `filedUntil` is the first day on which destroying a filed paper may be decided (C1:28: one year). */
export type PetitionStep = {
  readonly from: PetitionState
  readonly to: PetitionState
  readonly filedUntil: LegalDay | null
}

const when = (holds: boolean, code: PetitionGuard): PetitionFinding[] => (holds ? [{ code }] : [])

/** Which handling each act carries out; the sorting must have said so. */
const handlingOf: Partial<Record<PetitionAct['event'], readonly Handling[]>> = {
  guide: ['guide'],
  forward: ['forward'],
  return: ['return'],
  propose: ['propose-accept', 'info-only'],
}

/** Sortings that end in the file without a letter. */
const filing: readonly Handling[] = ['file', 'record-only', 'info-only']

/** Judges one act on a paper by the table and all its guards at once. */
export function stepPetition(
  paper: PetitionFacts,
  act: PetitionAct,
  ground: PetitionGround,
): Result<PetitionStep, PetitionRefusal> {
  const row = petitionTransition(paper.state, act.event)
  if (!row || row.by === 'case') return refuse({ code: 'NO_SUCH_STEP' })
  const findings = [...judgeDays(paper, act, ground), ...judgeText(paper, act), ...judgeAct(paper, act, ground)]
  if (findings.length > 0) return refuse({ code: 'PETITION_REFUSED', findings })
  const to = row.to === 'same' ? paper.state : row.to
  return ok({ from: paper.state, to, filedUntil: to === 'filed' ? yearAfter(ground.today) : null })
}

/** One calendar year on, as a retention term and not as a term of procedure; 29 February ends with its month. */
const yearAfter = (day: LegalDay): LegalDay => {
  const next = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  return day.endsWith('-02-29') ? addDays(`${next.slice(0, 4)}-02-28`, 1) : addDays(next, 1)
}

function judgeDays(paper: PetitionFacts, act: PetitionAct, { today }: PetitionGround): PetitionFinding[] {
  if (!('onDay' in act)) return []
  return [...when(act.onDay > today, 'ACTED_IN_FUTURE'), ...when(act.onDay < paper.receivedOn, 'ACTED_BEFORE_RECEIPT')]
}

function judgeText(paper: PetitionFacts, act: PetitionAct): PetitionFinding[] {
  if (!namesNobody(paper.kind)) return []
  const texts = Object.entries(act).flatMap(([key, value]) =>
    key !== 'number' && typeof value === 'string' ? [value] : [],
  )
  return when(
    texts.some((text) => findSenderMarks(text).length > 0 && !/^[0-9a-f-]{36}$/u.test(text)),
    'DENOUNCER_IN_ANSWER',
  )
}

function judgeAct(paper: PetitionFacts, act: PetitionAct, ground: PetitionGround): PetitionFinding[] {
  const planned = handlingOf[act.event]
  const findings = when(
    planned !== undefined && !(paper.sorting && planned.includes(paper.sorting.handling)),
    'HANDLING_WAS_OTHER',
  )
  switch (act.event) {
    case 'sort':
      return [...judgeSorting(paper, act, ground)]
    case 'merge':
      return [
        ...when(ground.into === null || ground.into.kind !== paper.kind, 'KINDS_DIFFER'),
        ...when(ground.into?.isSelf === true, 'MERGED_INTO_ITSELF'),
        ...when(ground.into?.state === 'merged', 'MERGED_ALREADY'),
      ]
    case 'guide':
      return [...findings, ...when(ground.guidedBefore, 'GUIDED_BEFORE')]
    case 'forward':
      return [...findings, ...when(paper.kind === 'denunciation' && paper.source === 'in-person', 'HANDED_IN_PERSON')]
    case 'return':
      return [...findings, ...when(paper.source !== 'forwarded', 'NOT_FORWARDED_BY_OTHER')]
    case 'accept': {
      const further = act.instance.startsWith('further')
      const fits =
        paper.kind === 'denunciation'
          ? act.instance === 'first' || further
          : paper.kind === 'complaint'
            ? !further
            : act.instance === 'first'
      return [...judgeDecider(paper, ground), ...when(!fits, 'INSTANCE_NOT_OF_KIND')]
    }
    case 'refuse':
      return [
        ...judgeDecider(paper, ground),
        ...when(paper.kind !== 'complaint' && act.ground !== 'other', 'GROUND_NOT_OF_KIND'),
      ]
    case 'send-back':
      return judgeDecider(paper, ground)
    case 'file':
      return [
        ...when(paper.originals > 0 && paper.originalsReturnedOn === null, 'ORIGINALS_STILL_HELD'),
        ...when(paper.state === 'sorted' && !filing.includes(paper.sorting?.handling ?? 'split'), 'HANDLING_WAS_OTHER'),
      ]
    case 'return-originals':
      return when(paper.originals === 0 || paper.originalsReturnedOn !== null, 'ORIGINALS_NOT_HELD')
    default:
      return findings
  }
}

/** Who proposed does not decide. */
const judgeDecider = ({ proposedBy }: PetitionFacts, { actorUserId }: PetitionGround): PetitionFinding[] =>
  when(proposedBy === actorUserId, 'ACTOR_PROPOSED')
