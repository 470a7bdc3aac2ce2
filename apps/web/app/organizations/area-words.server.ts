import {
  type AreaKind,
  type AssignmentKind,
  type AssignmentRefusalCode,
  areaMessagesEn,
  areaMessagesVi,
  type IntegrityCode,
  type NeighbourhoodKind,
  type ReceptionRefusalCode,
  type VisitNoteRefusalCode,
} from '@nq15/domain/organizations'
import { localeOf } from '../server/sentence.server.ts'

/** The words about areas, assignments and the nightly check in the reader's language; kept on the server. */
export function areaWords(request: Request) {
  const words = localeOf(request) === 'en' ? areaMessagesEn : areaMessagesVi
  return {
    area: (kind: AreaKind) => words.areaKinds[kind],
    neighbourhood: (kind: NeighbourhoodKind) => words.neighbourhoodKinds[kind],
    assignment: (kind: AssignmentKind) => words.assignmentKinds[kind],
    refusal: (code: AssignmentRefusalCode) => words.assignments[code],
    finding: (code: IntegrityCode) => words.integrity[code],
    visit: (code: VisitNoteRefusalCode) => words.visits[code],
    reception: (code: ReceptionRefusalCode) => words.receptions[code],
  }
}
