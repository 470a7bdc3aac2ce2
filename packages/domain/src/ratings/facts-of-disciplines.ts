import { disciplinesIn } from '../members/index.ts'
import type { LegalDay } from '../shared/index.ts'
import type { Discipline, RatingFacts } from './schema.ts'

/** A discipline decision on a person's file, as far as a rating reads it; null is "not said". */
export type DisciplineFact = {
  readonly form: string
  readonly decidedOn: LegalDay
  readonly violationId: string
  readonly state: string
  readonly dutyRelated: string | null
  readonly violatedOn: LegalDay | null
  readonly selfDetected: boolean
}

const codes = {
  reprimand: 'KHIEN_TRACH',
  warning: 'CANH_CAO',
  'removal-from-post': 'CACH_CHUC',
  expulsion: 'KHAI_TRU',
  dissolution: 'KHAI_TRU',
} as const satisfies Record<string, Discipline>

function formOf(form: string): keyof typeof codes {
  if (!Object.hasOwn(codes, form)) throw new Error(`unknown form of discipline ${form}`)
  return form as keyof typeof codes
}

type Said = Pick<
  RatingFacts,
  'discipline' | 'disciplineDutyRelated' | 'violationFromEarlierYear' | 'disciplinedSelfDetectedAndRemedied'
>
const none: Said = { discipline: null }

/**
 * What the disciplines of a rated year come to: the heaviest form, whether any is linked to duty, and the two circumstances that
 * leave the level to people. A circumstance counts only when each decision that could decide the level by itself has one.
 */
export function factsOfDisciplines(onFile: readonly DisciplineFact[], year: number): Said {
  if (onFile.length === 0) return none
  const list = onFile.flatMap(({ form, state, decidedOn, violationId }, at) =>
    state === 'revoked-wrongful'
      ? []
      : [
          {
            ...{ disciplineId: String(at), decisionNumber: String(at), form: formOf(form), decidedOn, violationId },
            ...{ announcedOn: null, revokedOn: null, selfDetectedAndRemedied: false },
          },
        ],
  )
  const start = `${year}-01-01`
  const period = { from: start, to: `${year + 1}-01-01`, asOf: `${year}-12-31`, countedBefore: [] }
  const { heaviest, counted } = disciplinesIn(list, period)
  if (!heaviest) return none
  const said = counted.flatMap(({ disciplineId }) => onFile[Number(disciplineId)] ?? [])
  const linked = said.filter(({ dutyRelated }) => dutyRelated === 'yes')
  const open = said.filter(({ dutyRelated }) => dutyRelated !== 'yes' && dutyRelated !== 'no')
  const weighing = linked.length > 0 ? linked : open
  const isEarlier = ({ violatedOn }: DisciplineFact) => violatedOn !== null && violatedOn < start
  const leftToPeople = weighing.every((one) => isEarlier(one) || one.selfDetected)
  const known = weighing.length > 0 && weighing.every(({ violatedOn }) => violatedOn !== null)
  return {
    discipline: codes[formOf(heaviest)],
    disciplineDutyRelated: linked.length > 0 ? true : open.length > 0 ? undefined : false,
    violationFromEarlierYear: leftToPeople && weighing.some(isEarlier) ? true : known ? false : undefined,
    disciplinedSelfDetectedAndRemedied:
      leftToPeople && weighing.some(({ selfDetected }) => selfDetected) ? true : undefined,
  }
}
