import type { Tx } from '@nq15/db/client'
import { listDecisionsOnUnits, listLinesOfDecision, type UnitLine } from '@nq15/db/reports/decided-units.read'
import type { Scope } from '@nq15/db/scope'
import type { DecidedOrganization, PaperData } from '@nq15/documents/ratings'
import type { ListedLevel } from '@nq15/documents/reports'
import { type OrgSector, orgSectorLabelsVi } from '@nq15/domain/organizations'
import { definedFields } from '../ratings/defined-fields.ts'
import { hashDecidedUnits } from '../ratings/hash-decided.ts'
import { paperOutcome, paperPoints, reasonInWords } from '../ratings/paper-words.ts'
import type { CarriedDecision } from './paper-facts.ts'

/** What a committee decided on its units of one kind in one act. */
type UnitPaperFacts = {
  readonly data: Pick<PaperData, 'organizations' | 'led' | 'exceptionNumber'>
  readonly carried: {
    readonly decision: CarriedDecision
    readonly levels: readonly ListedLevel[]
    readonly isListChanged: boolean
  }
}

type Asked = {
  readonly campaignId: string
  readonly committeeId: string
  readonly of: 'cells' | 'organizations'
  /** Null: the newest. */
  readonly decisionId: string | null
}

/** The lines of one decision on units as they were decided; null while nothing of this kind is decided, or out of scope. */
export async function unitPaperFacts(tx: Tx, scope: Scope, asked: Asked): Promise<UnitPaperFacts | null> {
  const { campaignId, committeeId, of, decisionId } = asked
  const decisions = await listDecisionsOnUnits(tx, scope, { campaignId, organizationId: committeeId, of })
  const found = decisionId === null ? decisions[0] : decisions.find(({ id }) => id === decisionId)
  if (!found) return null
  const lines = await listLinesOfDecision(tx, scope, { decisionId: found.id, organizationId: committeeId })
  const { contentHash, lines: _, ...decision } = found
  const ofKind = lines.filter(({ organizationSubject }) => (organizationSubject === 'CHI_BO') === (of === 'cells'))
  const isLed = ({ subject }: UnitLine) => subject === 'COLLECTIVE' || subject === 'LEADER'
  const organizations = ofKind.filter((line) => !isLed(line))
  return {
    data: definedFields({
      organizations: organizations.map(decidedUnit),
      led: ofKind.filter(isLed).map(decidedUnit),
      exceptionNumber: decision.exceptionDecisionNumber ?? undefined,
    }),
    carried: {
      decision,
      levels: organizations.map(({ caseId, outcome }) => ({ id: caseId, level: paperOutcome(outcome) ?? outcome })),
      isListChanged: hashDecidedUnits(found, lines) !== contentHash,
    },
  }
}

function decidedUnit(line: UnitLine): DecidedOrganization {
  const outcome = paperOutcome(line.outcome)
  if (!outcome) throw new Error(`a decided outcome ${line.outcome}`)
  const { subject, name, postTitle, personCode, sector } = line
  return definedFields({
    id: line.caseId,
    // A leader whom a superior manages stands by post and code: his name stays in his cell.
    name:
      subject === 'LEADER'
        ? `${postTitle ?? 'Người đứng đầu'} (mã ${personCode ?? '…'}), ${name}`
        : subject === 'COLLECTIVE'
          ? `Tập thể lãnh đạo, quản lý ${name}`
          : name,
    sector: sector === null ? undefined : (orgSectorLabelsVi[sector as OrgSector] ?? sector),
    memberCount: subject === 'LEADER' || subject === 'COLLECTIVE' ? undefined : line.members,
    points: paperPoints(line.totalPoints),
    outcome,
    notRatedReason: line.notRatedReason === null ? undefined : reasonInWords(line.notRatedReason, line.notRatedText),
  })
}
