import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findProject } from '@nq15/db/incidents/project.read'
import {
  insertProject,
  insertProjectAreas,
  insertProjectStep,
  updateProjectStage,
} from '@nq15/db/incidents/project.write'
import { isWithin } from '@nq15/db/organizations/within.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { findPersonMarks, type NewProject, type ProjectAct } from '@nq15/domain/incidents'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from '../ratings/act-once.ts'
import { handPermissions, type IncidentsActing, personOf } from './incidents-hand.ts'
import { refreshForecast } from './refresh-forecast.ts'

type Answer = Result<
  { readonly projectId: string },
  { readonly code: 'NOT_FOUND' | 'CODE_TAKEN' | 'NO_AREA' | 'NAMES_A_PERSON' | 'CHANGED_MEANWHILE' | 'DAY_AHEAD' }
>

/** Registers a project for a committee with the communes it touches, each at or below it, for `case:work` over the committee. */
export async function openProject(
  db: Database,
  acting: IncidentsActing,
  command: {
    readonly requestId: string
    readonly organizationId: string
    readonly areaIds: readonly string[]
    readonly project: NewProject
    readonly now: Date
  },
): Promise<Answer> {
  const { hand } = acting
  const person = personOf(acting, 'case:work')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { requestId, organizationId, project, now } = command
  const areaIds = [...new Set(command.areaIds)]
  const once = { requestId, useCase: 'project.open', permissions: handPermissions }
  return actOnce<Answer>(db, hand, once, async (tx) => {
    for (const id of [organizationId, ...areaIds])
      if (!(await isWithin(tx, person, id))) return refuse({ code: 'NOT_FOUND' })
    if (areaIds.length === 0) return refuse({ code: 'NO_AREA' })
    if (findPersonMarks([project.name, project.owner, project.source]).length > 0)
      return refuse({ code: 'NAMES_A_PERSON' })
    const today = todayInHanoi(now)
    if (project.openedOn > today) return refuse({ code: 'DAY_AHEAD' })
    const projectId = newId()
    if (!(await insertProject(tx, hand, { ...project, projectId, organizationId, areaIds, today })))
      return refuse({ code: 'CODE_TAKEN' })
    const { userId, name } = person.actor
    await insertProjectStep(tx, hand, {
      ...{ projectId, organizationId, event: 'open', fromStage: null, toStage: project.stage, onDay: project.openedOn },
      ...{ reason: project.source, actorId: userId, actorName: name },
    })
    for (const id of areaIds) await refreshForecast(tx, hand, { today, onlyId: id })
    return ok({ projectId })
  })
}

/** Changes how far a project is, or adds a commune to it; each with its reason, never rewritten. */
export async function changeProject(
  db: Database,
  acting: IncidentsActing,
  command: {
    readonly requestId: string
    readonly projectId: string
    readonly version: number
    readonly act: ProjectAct
    readonly now: Date
  },
): Promise<Answer> {
  const { hand } = acting
  const person = personOf(acting, 'case:work')
  if (!person) return refuse({ code: 'NOT_FOUND' })
  const { requestId, projectId, version, act, now } = command
  const once = { requestId, useCase: `project.${act.event}`, permissions: handPermissions }
  return actOnce<Answer>(db, hand, once, async (tx) => {
    const project = await findProject(tx, hand, projectId)
    if (!project || !(await isWithin(tx, person, project.organizationId))) return refuse({ code: 'NOT_FOUND' })
    if (findPersonMarks([act.reason]).length > 0) return refuse({ code: 'NAMES_A_PERSON' })
    const today = todayInHanoi(now)
    if (act.event === 'set-stage' && act.onDay > today) return refuse({ code: 'DAY_AHEAD' })
    if (act.event === 'add-area' && !(await isWithin(tx, person, act.organizationId)))
      return refuse({ code: 'NOT_FOUND' })
    const { organizationId, stage } = project
    const toStage = act.event === 'set-stage' ? act.stage : stage
    if (!(await updateProjectStage(tx, hand, { projectId, version, stage: toStage })))
      return refuse({ code: 'CHANGED_MEANWHILE' })
    if (act.event === 'add-area')
      await insertProjectAreas(tx, hand, { projectId, areaIds: [act.organizationId], today })
    const { userId, name } = person.actor
    await insertProjectStep(tx, hand, {
      ...{ projectId, organizationId, event: act.event, fromStage: stage, toStage },
      ...{ onDay: act.event === 'set-stage' ? act.onDay : today, reason: act.reason },
      ...{ actorId: userId, actorName: name },
    })
    const touched = act.event === 'add-area' ? [act.organizationId] : project.areas.map((area) => area.organizationId)
    for (const onlyId of touched) await refreshForecast(tx, hand, { today, onlyId })
    return ok({ projectId })
  })
}
