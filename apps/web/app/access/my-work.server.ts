import { readCalendar } from '@nq15/db/calendar/calendar.read'
import { listImports } from '@nq15/db/members/import.read'
import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { type Campaign, listCampaigns } from '@nq15/db/ratings/campaign.read'
import { type CellFile, listFilesOfOwnCommittees, listOwnFiles } from '@nq15/db/ratings/cell-file.read'
import type { Scope } from '@nq15/db/scope'
import { allows, permissions, type Role, roles } from '@nq15/domain/access'
import { distanceTo, todayInHanoi, type WorkingCalendar } from '@nq15/domain/calendar'
import type { CellFileState, WorkTask } from '@nq15/domain/ratings'
import type { LegalDay } from '@nq15/domain/shared'
import { listOwedReports } from '@nq15/use-cases/consolidation/read-report'
import { listMyWork } from '@nq15/use-cases/ratings/list-my-work'
import { readOverview } from '@nq15/use-cases/ratings/read-overview'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { readMatters } from '../events/notifications.server.ts'
import { incidentWorkOf } from '../incidents/incident-work.server.ts'
import { informationWorkOf } from '../information/information-work.server.ts'
import { remedyWorkOf } from '../inspection/remedy.server.ts'
import { screeningWorkOf } from '../monitoring/screening-work.server.ts'
import { petitionWorkOf } from '../petitions/petition-work.server.ts'
import { directiveWorkOf } from '../reports/directives.server.ts'
import { appResources } from '../server/database.server.ts'
import { anyScope, findScope, requireSignedIn } from '../server/session.server.ts'
import { placeOfTask } from './place-of-task.ts'

/** What a person can act on, why it came to him, and how far his campaign is. */
export async function myWorkLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const { db } = appResources()
  const now = new Date()
  const today = todayInHanoi(now)
  const { grants } = person.actor
  const held: Role[] = roles.filter((role) => grants.some((grant) => grant.role === role))
  const scopes = permissions.flatMap((permission) => findScope(person, permission) ?? [])
  const any = anyScope(person)
  const base = { today, roles: held, hasMember: person.actor.memberId !== null }
  if (!any)
    return {
      ...base,
      tasks: [],
      progress: [],
      ownFiles: [],
      imports: [],
      matters: [],
      screening: null,
      petitions: null,
      remedies: [],
      incidents: { alarms: [], conclusions: [] },
      issues: [],
      directives: [],
      nextDue: null,
      owed: [],
    }

  const tasks = await listMyWork(db, scopes, { now })
  const board = findScope(person, 'rating:board') ?? findScope(person, 'rating:decide')
  const overview = findScope(person, 'rating:overview')
  const work = findScope(person, 'rating:work') ?? findScope(person, 'rating:tally')
  const planning = findScope(person, 'plan:work')
  const importing = findScope(person, 'member:write') ?? findScope(person, 'organization:write')
  const read = await db.asReader(any, async (tx) => {
    const campaign = (await listCampaigns(tx, any)).find(({ state }) => state === 'open') ?? null
    const files = board && campaign ? await listFilesOfOwnCommittees(tx, board, campaign.id) : []
    const own = work && campaign ? await listOwnFiles(tx, work, campaign.id) : []
    const ids = [
      ...grants.flatMap(({ organizationId }) => organizationId ?? []),
      ...files.map((one) => one.committeeId),
    ]
    return {
      calendar: await readCalendar(tx, any),
      matters: await readMatters(tx, any),
      campaign,
      files,
      own,
      owed: planning ? await listOwedReports(tx, planning, { today }) : [],
      names: await nameOrganizations(tx, any, [...new Set(ids)]),
      imports: importing
        ? (await listImports(tx, importing)).filter(({ state }) => state === 'checked' || state === 'reading')
        : [],
    }
  })
  const { campaign, files, own, names, calendar } = read
  const on = { today, calendar }
  const committeeOf = new Map(files.map((file) => [file.organizationId, file.committeeId]))
  const seen = overview && campaign ? await readOverview(db, overview, { campaignId: campaign.id, asOf: today }) : null
  return {
    ...base,
    screening: await screeningWorkOf(person, now),
    petitions: await petitionWorkOf(person, now),
    remedies: await remedyWorkOf(person, now),
    incidents: await incidentWorkOf(person, now),
    issues: await informationWorkOf(person, now),
    directives: await directiveWorkOf(person, now),
    tasks: tasks.map((task) => ({
      ...shownTask(task, on),
      to: placeOfTask(task, committeeOf.get(task.organizationId ?? '') ?? null),
      ...whoseOf(task, grants, names),
    })),
    progress: [
      ...progressOfCommittees(campaign, files, { names, on }),
      ...(campaign && seen && seen.total.cells > 0
        ? [
            {
              ...progressBase(campaign, on),
              key: 'overview',
              name: null,
              to: `/ratings/${campaign.year}`,
              states: seen.total.states,
            },
          ]
        : []),
    ],
    ownFiles: campaign
      ? own.map(({ organizationId, name, state, dueOn }) => ({
          organizationId,
          name,
          state,
          year: campaign.year,
          due: dueOf(dueOn, on),
          to: `/ratings/${campaign.year}/cells/${organizationId}`,
        }))
      : [],
    matters: read.matters,
    owed: read.owed,
    imports: read.imports.map(({ runId, fileName, state, rowsTotal }) => ({ runId, fileName, state, rowsTotal })),
    nextDue: campaign
      ? { year: campaign.year, cellDueOn: campaign.cellDueOn, committeeDueOn: campaign.committeeDueOn }
      : null,
  }
}

function shownTask(
  { code, because, year, organizationId, caseId, name, dueOn, group, numbers, reason }: WorkTask,
  on: OnDay,
) {
  const key = [code, organizationId ?? caseId ?? '', year, dueOn].join('-')
  return { key, code, because, year, name, dueOn, group, numbers: { ...numbers }, reason, due: dueOf(dueOn, on) }
}

type OnDay = { readonly today: LegalDay; readonly calendar: WorkingCalendar }

/** Working days to a day, negative when it has passed; null where the calendar does not reach. */
function dueOf(day: LegalDay, { today, calendar }: OnDay) {
  const { direction, workingDays } = distanceTo(day, today, calendar)
  if (workingDays === null) return { day, workingDays: null }
  // A term that ended on a Friday is a day over on Saturday, though no working day has passed.
  return { day, workingDays: direction === 'past' ? -Math.max(1, workingDays) : workingDays }
}

/** The role by which a task is this person's, and the organization it was granted over. */
function whoseOf(
  { because }: WorkTask,
  grants: Scope['actor']['grants'],
  names: ReadonlyMap<string, string>,
): { role: Role | null; scopeName: string | null } {
  const grant = grants.find(({ role }) => allows(role, because))
  return {
    role: roles.find((role) => role === grant?.role) ?? null,
    scopeName: grant?.organizationId ? (names.get(grant.organizationId) ?? null) : null,
  }
}

const progressBase = (campaign: Campaign, on: OnDay) => ({
  year: campaign.year,
  due: dueOf(campaign.cellDueOn, on),
})

function progressOfCommittees(
  campaign: Campaign | null,
  files: readonly CellFile[],
  { names, on }: { names: ReadonlyMap<string, string>; on: OnDay },
) {
  if (!campaign) return []
  const ids = [...new Set(files.map(({ committeeId }) => committeeId))]
  return ids.map((committeeId) => {
    const states: Partial<Record<CellFileState, number>> = {}
    for (const file of files) if (file.committeeId === committeeId) states[file.state] = (states[file.state] ?? 0) + 1
    return {
      ...progressBase(campaign, on),
      key: committeeId,
      name: ids.length > 1 ? (names.get(committeeId) ?? null) : null,
      to: `/ratings/${campaign.year}/committees/${committeeId}`,
      states,
    }
  })
}
