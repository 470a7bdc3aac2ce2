type Row = {
  readonly type: string
  readonly organizationId: string | null
  readonly recordId: string | null
  readonly payload: Readonly<Record<string, unknown>>
}

/** The page on which somebody acts on an event; null when there is nothing to open. */
export function placeOfEvent({ type, organizationId, recordId, payload }: Row): string | null {
  const year = typeof payload['year'] === 'number' ? payload['year'] : null
  switch (type) {
    case 'ratings.campaign-opened':
    case 'ratings.decision-issued':
      return year === null ? '/ratings' : `/ratings/${year}`
    case 'ratings.file-sent':
    case 'ratings.file-returned':
    case 'ratings.file-appraised':
      return year === null || organizationId === null ? null : `/ratings/${year}/cells/${organizationId}`
    case 'reports.tables-signed':
      return year === null || organizationId === null
        ? '/reports'
        : `/reports/tables?year=${year}&organization=${organizationId}`
    case 'ratings.levels-told':
      return year === null ? null : `/ratings/${year}/mine`
    case 'ratings.appeal-filed':
      return year === null || organizationId === null ? null : `/ratings/${year}/committees/${organizationId}/appeals`
    case 'ratings.appeal-answered':
    case 'ratings.level-amended':
    case 'ratings.own-level-amended':
      return year === null || recordId === null ? null : `/ratings/${year}/cases/${recordId}/outcome`
    case 'ratings.correction-prepared':
      return year === null || typeof payload['caseId'] !== 'string'
        ? null
        : `/ratings/${year}/cases/${payload['caseId']}/correction`
    case 'ratings.screening-opened':
      return '/ratings/screenings'
    case 'ratings.hint-asked':
    case 'ratings.comment-asked':
    case 'ratings.comment-answered':
      return year === null || organizationId === null ? null : `/ratings/${year}/cells/${organizationId}/inputs`
    case 'ratings.file-submitted':
    case 'ratings.unit-submitted':
    case 'ratings.unit-returned':
    case 'ratings.unit-decided':
    case 'ratings.unit-told':
      return year === null || organizationId === null ? null : `/ratings/${year}/organizations/${organizationId}`
    case 'ratings.unit-sent':
    case 'ratings.unit-appraised':
    case 'ratings.unit-decision-issued':
      return year === null || organizationId === null ? null : `/ratings/${year}/units/${organizationId}`
    case 'events.reminder-due':
      return '/'
    case 'events.run-ended':
      return '/jobs'
    case 'calendar.days-changed':
      return '/calendar'
    case 'access.grant-given':
    case 'access.grant-ended':
    case 'access.delegation-given':
      return '/rights/why'
    case 'access.break-glass-opened':
    case 'access.break-glass-ended':
      return '/rights/break-glass'
    case 'monitoring.watch-suspected':
    case 'monitoring.watch-submitted':
    case 'monitoring.watch-decided':
    case 'monitoring.watch-moved':
      return recordId === null ? '/monitoring/watch' : `/monitoring/watch/${recordId}`
    case 'consolidation.plan-moved':
    case 'consolidation.plan-decided':
    case 'consolidation.report-late':
      return recordId === null ? '/plans' : `/plans/${recordId}`
    case 'consolidation.task-reminder':
    case 'consolidation.task-escalated':
      return recordId === null ? '/plans' : `/plans/tasks/${recordId}`
    case 'organizations.promise-missed':
      return typeof payload['noteId'] === 'string' ? `/areas/notes/${payload['noteId']}` : '/areas/account'
    case 'petitions.opening-asked':
    case 'petitions.opening-decided':
      return '/petitions/vault'
    case 'petitions.opening-answered':
      return recordId === null ? '/petitions' : `/petitions/identity/${recordId}`
    case 'petitions.direction-reported':
      return recordId === null ? '/petitions/directions' : `/petitions/directions/${recordId}`
    case 'petitions.reminder':
      return recordId === null ? '/petitions' : `/petitions/of/${recordId}`
    case 'incidents.level-risen':
    case 'incidents.alarm-escalated':
      return '/incidents/forecast'
    case 'incidents.meeting-concluded':
      return recordId === null ? '/incidents/steering' : `/incidents/steering/${recordId}`
    case 'incidents.case-moved':
    case 'incidents.commitment-missed':
      return recordId === null ? '/incidents' : `/incidents/${recordId}`
    case 'information.issue-assigned':
    case 'information.issue-moved':
    case 'information.issue-escalated':
      return recordId === null ? '/information' : `/information/issues/${recordId}`
    case 'reports.directive-task-given':
    case 'reports.directive-task-reported':
    case 'reports.directive-task-moved':
    case 'reports.directive-task-reminder':
    case 'reports.directive-task-escalated':
      return recordId === null ? '/reports/directives' : `/reports/directives/${recordId}`
    case 'reports.review-commented':
    case 'reports.review-rewritten':
      return recordId === null ? '/reports/reviews' : `/reports/reviews/${recordId}#comments`
    case 'inspection.moved':
    case 'inspection.decided':
      return recordId === null ? '/inspections' : `/inspections/${recordId}`
    case 'inspection.remedy-reported':
    case 'inspection.remedy-reminder':
    case 'inspection.remedy-escalated':
      return recordId === null ? '/inspections' : `/inspections/remedies/${recordId}`
    case 'monitoring.sign-raised':
      return recordId === null ? '/monitoring/signs' : `/monitoring/signs/${recordId}`
    case 'monitoring.alarm-escalated':
      return '/monitoring/signs?which=escalated'
    case 'monitoring.sheets-due':
      return '/monitoring/entry'
    case 'monitoring.run-done':
      return '/monitoring/runs'
    case 'monitoring.overlay-drafted':
    case 'monitoring.overlay-published':
      return '/monitoring/indicators'
    default:
      return organizationId === null ? null : `/organizations/${organizationId}`
  }
}
