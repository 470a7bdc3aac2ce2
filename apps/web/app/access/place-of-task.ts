import type { WorkTask } from '@nq15/domain/ratings'

/** Where a task is done. Files that lie with a committee open its board at that state; a cell's own work opens the cell. */
export function placeOfTask(
  { code, year, organizationId, caseId }: Pick<WorkTask, 'code' | 'year' | 'organizationId' | 'caseId'>,
  committeeId: string | null,
): string {
  const campaign = `/ratings/${year}`
  const cell = `${campaign}/cells/${organizationId}`
  const board = (id: string | null, state?: string) =>
    id === null ? cell : `${campaign}/committees/${id}${state === undefined ? '' : `?state=${state}`}`
  switch (code) {
    case 'OPEN_CAMPAIGN':
      return `${campaign}/setup`
    case 'OWN_REVIEW':
      return `${campaign}/self`
    case 'TAKE_UP':
      return board(committeeId, 'sent')
    case 'FINISH_APPRAISAL':
      return board(committeeId, 'appraising')
    case 'RETURNED_OVERDUE':
      return board(committeeId, 'returned')
    case 'CELLS_NOT_STARTED':
      return board(organizationId, 'not-started')
    case 'QUOTA_EXCEEDED':
    case 'READY_TO_DECIDE':
      return board(organizationId)
    case 'NOTIFY':
      return `${campaign}/committees/${organizationId}/decision`
    case 'READ_NOTICE':
      return `${campaign}/mine`
    case 'ANSWER_APPEAL':
    case 'UNIT_ANSWER_APPEAL':
    case 'UNIT_READ_NOTICE':
      return `${campaign}/cases/${caseId}/outcome`
    case 'UNIT_RETURNED':
    case 'UNIT_REPORT':
    case 'UNIT_FORWARD':
    case 'UNIT_WAITS_BELOW':
      return `${campaign}/organizations/${organizationId}`
    case 'UNITS_TAKE_UP':
      return `${campaign}/units/${organizationId}?state=sent`
    case 'UNITS_APPRAISE':
      return `${campaign}/units/${organizationId}/appraisal`
    case 'UNITS_BLOCKED':
      return `${campaign}/units/${organizationId}?state=blocked`
    case 'UNITS_LATE':
      return `${campaign}/units/${organizationId}`
    case 'UNITS_DECIDE':
    case 'UNITS_NOTIFY':
      return `${campaign}/units/${organizationId}/decision`
    case 'START_FILE':
    case 'FILE_RETURNED':
    case 'MISSING_REVIEWS':
    case 'ENTER_TALLY':
    case 'MEND_FAULTS':
    case 'SEND_FILE':
    case 'SECOND_ENTRY':
      return cell
  }
}
