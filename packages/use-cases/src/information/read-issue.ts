import type { Database } from '@nq15/db/client'
import {
  findIssue,
  type IssueRow,
  type IssueStepRow,
  listIssueSteps,
  listIssues,
} from '@nq15/db/information/issue.read'
import {
  countCells,
  listAcknowledgements,
  listNewestPublications,
  listPublicationsOf,
  type PublicationRow,
} from '@nq15/db/information/publication.read'
import { listScreenedPlaces } from '@nq15/db/monitoring/screened.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { hideSmallCounts, type ShownCount } from '@nq15/domain/incidents'
import { countDuties, type IssueDuty, issueDuty, type OfficerDuties } from '@nq15/domain/information'
import type { LegalDay } from '@nq15/domain/shared'

/** The log of questions with what is owed of each, and what each officer owes. */
export type IssueBoard = {
  readonly today: LegalDay
  readonly issues: readonly (Omit<IssueRow, 'draftedBy' | 'toldOf'> & { readonly duty: IssueDuty })[]
  readonly officers: readonly OfficerDuties[]
}

const shown = ({ draftedBy: _, toldOf: __, ...issue }: IssueRow, today: LegalDay) => ({
  ...issue,
  duty: issueDuty(issue, today),
})

/** Reads the log for whoever may see its areas; of one case where it is given. */
export async function readIssueBoard(
  db: Database,
  scope: Scope,
  { now, caseId = null }: { readonly now: Date; readonly caseId?: string | null },
): Promise<IssueBoard> {
  const today = todayInHanoi(now)
  const rows = await db.asReader(scope, (tx) => listIssues(tx, scope, { limit: 500, caseId }))
  const issues = rows.map((row) => shown(row, today))
  return { today, issues, officers: countDuties(issues) }
}

/** Which cells talked an answer over: counts as they may be shown outside a cell, against how many cells there are. */
export type TalkedOver = {
  readonly cells: number
  readonly of: number
  readonly present: ShownCount
  readonly rows: readonly {
    readonly organizationId: string
    readonly name: string
    readonly heldOn: LegalDay
    readonly present: ShownCount
  }[]
}

/** One question with everything its page needs. */
export type IssuePage = {
  readonly issue: Omit<IssueRow, 'draftedBy' | 'toldOf'> & { readonly duty: IssueDuty }
  /** The reader wrote the present draft, so that he does not approve it. */
  readonly isDrafter: boolean
  readonly publications: readonly PublicationRow[]
  /** Of the newest publication; null where nothing is published. */
  readonly talkedOver: TalkedOver | null
  readonly steps: readonly IssueStepRow[]
  readonly today: LegalDay
}

/** Reads one question for whoever may see its area; null else. */
export async function readIssue(
  db: Database,
  scope: Scope,
  { issueId, now }: { readonly issueId: string; readonly now: Date },
): Promise<IssuePage | null> {
  const today = todayInHanoi(now)
  return db.asReader(scope, async (tx) => {
    const issue = await findIssue(tx, scope, issueId)
    if (!issue) return null
    const publications = await listPublicationsOf(tx, scope, issueId)
    const [newest] = publications
    const told = newest ? await listAcknowledgements(tx, scope, { publicationIds: [newest.publicationId] }) : []
    const hidden = hideSmallCounts(told.map(({ present }) => present))
    return {
      issue: shown(issue, today),
      isDrafter: issue.draftedBy === scope.actor.userId,
      publications,
      talkedOver: newest
        ? {
            cells: told.length,
            of: await countCells(tx, scope, { organizationId: issue.organizationId, today }),
            present: hidden.total,
            rows: told.map(({ organizationId, organizationName, heldOn }, at) => ({
              ...{ organizationId, name: organizationName, heldOn, present: hidden.counts[at] ?? null },
            })),
          }
        : null,
      steps: await listIssueSteps(tx, scope, issueId),
      today,
    }
  })
}

/** What was published for whoever hears from these committees, with what his own cells have said of each answer. */
export type PublishedAnswers = {
  readonly today: LegalDay
  readonly answers: readonly (PublicationRow & {
    readonly own: readonly {
      readonly organizationId: string
      readonly heldOn: LegalDay
      readonly present: number
      readonly version: number
    }[]
  })[]
  /** Cells the reader speaks for: those his grant names. */
  readonly cells: readonly { readonly organizationId: string; readonly name: string }[]
}

/** Reads the published answers. `working` is the reader's proof to speak for a cell, where he has one. */
export async function readPublishedAnswers(
  db: Database,
  scope: Scope,
  { working, now }: { readonly working: Scope | null; readonly now: Date },
): Promise<PublishedAnswers> {
  const today = todayInHanoi(now)
  return db.asReader(scope, async (tx) => {
    const rows = await listNewestPublications(tx, scope, { limit: 200 })
    const named = working === null || working.organizationIds === 'everything' ? [] : working.organizationIds
    const own: string[] = []
    for (const rootId of named) {
      const places = await listScreenedPlaces(tx, scope, { rootId, day: today })
      const self = places.find(({ organizationId }) => organizationId === rootId)
      if (self?.isCell) own.push(rootId)
    }
    const names = await nameOrganizations(tx, scope, own)
    const told = await listAcknowledgements(tx, scope, {
      publicationIds: rows.map(({ publicationId }) => publicationId),
    })
    return {
      today,
      answers: rows.map((row) => ({
        ...row,
        own: told.flatMap(({ publicationId, organizationId, heldOn, present, version }) =>
          publicationId === row.publicationId && own.includes(organizationId)
            ? [{ organizationId, heldOn, present, version }]
            : [],
        ),
      })),
      cells: own.map((organizationId) => ({ organizationId, name: names.get(organizationId) ?? '…' })),
    }
  })
}
