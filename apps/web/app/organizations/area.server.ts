import {
  findAreaByCode,
  findAreaById,
  listBodiesOfArea,
  listCellsBelow,
  listNeighbourhoods,
  listResidents,
} from '@nq15/db/organizations/area.read'
import { reachableOf } from '@nq15/db/organizations/branch.read'
import { readLineage } from '@nq15/db/organizations/lineage.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { addDays, openEnd, todayInHanoi } from '@nq15/domain/calendar'
import { communeKinds } from '@nq15/domain/organizations'
import {
  addNeighbourhood,
  endNeighbourhood,
  enterResidents,
  neighbourhoodSchema,
  residentsSchema,
  tieCells,
} from '@nq15/use-cases/organizations/keep-area-facts'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found } from '../server/found.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { readAsOf } from '../ui/as-of.ts'
import { areaWords } from './area-words.server.ts'
import { changeAssignment, type FormRefused, readAssignmentPanel, typedOf } from './assignments.server.ts'
import { organizationWords } from './organization-words.server.ts'

const codeFrom = (text: string | undefined): string =>
  found(/^[0-9A-Za-z]{1,16}$/u.test(text ?? '') ? (text ?? null) : null)

/** One area as of a day: its bodies, who is in charge, residents, villages, where it comes from. */
export async function areaLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'organization:read')
  const code = codeFrom(args.params['code'])
  const { request } = args
  const today = todayInHanoi(new Date())
  const { day } = readAsOf(new URL(request.url).searchParams, today)
  const writing = findScope(person, 'organization:write')
  const [words, says] = [areaWords(request), organizationWords(request)]
  return appResources().db.asReader(scope, async (tx) => {
    const area = found(await findAreaByCode(tx, scope, { code, day }))
    const bodies = await listBodiesOfArea(tx, scope, { code, day })
    const party = bodies.find(({ side }) => side === 'party') ?? null
    const state = bodies.find(({ side }) => side === 'state') ?? null
    const isCommune = communeKinds.includes(area.kind)
    const lineage = await readLineage(tx, scope, (party ?? state)?.organizationId ?? '')
    const steps = [...lineage.predecessors, ...lineage.successors].filter(({ generation }) => generation === 1)
    const linked = await reachableOf(
      tx,
      scope,
      [...bodies, ...steps].map(({ organizationId }) => organizationId),
    )
    const mayKeep =
      writing !== null &&
      day === today &&
      isCommune &&
      party !== null &&
      (await isWithin(tx, writing, party.organizationId))
    const assignments = isCommune
      ? await readAssignmentPanel(tx, { request, scope, writing, target: { areaId: area.areaId }, day, today })
      : null
    const parent = area.parentId === null ? null : await findAreaById(tx, scope, area.parentId)
    return {
      today,
      day,
      area: {
        code: area.code,
        name: area.name,
        kindLabel: words.area(area.kind),
        from: area.validFrom,
        lastDay: area.validTo === openEnd ? null : addDays(area.validTo, -1),
        parentName: parent?.name ?? null,
        isCommune,
      },
      bodies: bodies.map(({ organizationId, side, name, kind }) => ({
        organizationId,
        side,
        name,
        kindLabel: says.kind(kind),
        isLinked: linked.has(organizationId),
      })),
      lineage: (['predecessors', 'successors'] as const).flatMap((way) =>
        lineage[way]
          .filter(({ generation }) => generation === 1)
          .map((step) => ({
            way,
            organizationId: step.organizationId,
            code: step.code,
            name: unitNameOf(step.name),
            day: step.day,
            actLabel: says.act(step.kind),
            decision: step.decision,
            isPartly: !step.inheritsRecords,
            /** A day on which its code names it. */
            opensOn: way === 'predecessors' ? addDays(step.day, -1) : step.day,
          })),
      ),
      residents: (await listResidents(tx, scope, area.areaId)).filter(({ year }) => `${year}` <= day.slice(0, 4)),
      neighbourhoods: (await listNeighbourhoods(tx, scope, { areaId: area.areaId, day })).map((one) => ({
        ...one,
        kindLabel: words.neighbourhood(one.kind),
      })),
      neighbourhoodKinds: (['residential-group', 'village'] as const).map((kind) => ({
        value: kind,
        label: words.neighbourhood(kind),
      })),
      assignmentKinds: (['main', 'supporting', 'ubkt-follow'] as const).map((kind) => ({
        value: kind,
        label: words.assignment(kind),
      })),
      cells: mayKeep && party ? await listCellsBelow(tx, scope, { organizationId: party.organizationId, day }) : [],
      linkedCells: mayKeep,
      mayKeep,
      assignments,
      requestIds: { residents: crypto.randomUUID(), neighbourhood: crypto.randomUUID(), cells: crypto.randomUUID() },
    }
  })
}

/** How a unit is called, from the name of its committee: "Đảng bộ phường Kim Mã" is of "Phường Kim Mã". */
function unitNameOf(committee: string): string {
  const own = committee.replace(/^(Đảng bộ|Ủy ban nhân dân) /u, '')
  return `${own.slice(0, 1).toLocaleUpperCase('vi')}${own.slice(1)}`
}

const keyed = z.object({ requestId: z.uuid() })
const ofNeighbourhood = keyed.extend({ neighbourhoodId: z.uuid() })

/** Every change on the page of an area: who is in charge, residents, villages and their cells. */
export async function areaAction(args: ActionFunctionArgs) {
  const gate = await requirePermission(args, 'organization:write')
  const code = codeFrom(args.params['code'])
  const today = todayInHanoi(new Date())
  const { scope } = gate
  const { db } = appResources()
  const area = found(await db.asReader(scope, (tx) => findAreaByCode(tx, scope, { code, day: today })))
  const form = await args.request.formData()
  const back = `/areas/${code}`
  const changed = await changeAssignment(args, { gate, form, target: { areaId: area.areaId }, back })
  if (changed) return changed

  const intent = String(form.get('intent') ?? '')
  const refuse = (sentence: string | null, fields: readonly string[], status = 422) =>
    data<FormRefused>({ intent, sentence, fields, typed: typedOf(form) }, { status })
  const answer = (
    result: { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: string } },
  ) => {
    if (result.ok) return redirect(back, 303)
    if (result.refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
    return refuse(result.refusal.code, [], result.refusal.code === 'changed-meanwhile' ? 409 : 422)
  }
  const faults = (error: z.ZodError) =>
    refuse(null, [...new Set(error.issues.map(({ path }) => String(path[0] ?? '')))])
  const head = keyed.safeParse({ requestId: form.get('requestId') })
  if (!head.success) return refuse(null, [])
  const { requestId } = head.data

  if (intent === 'residents') {
    const command = residentsSchema.safeParse({
      year: form.get('year'),
      residents: form.get('residents'),
      source: form.get('source'),
    })
    if (!command.success) return faults(command.error)
    return answer(await enterResidents(db, scope, { requestId, areaId: area.areaId, today, command: command.data }))
  }
  if (intent === 'neighbourhood') {
    const command = neighbourhoodSchema.safeParse({
      name: form.get('name'),
      kind: form.get('kind'),
      cellIds: form.getAll('cellIds').filter((one) => one !== ''),
    })
    if (!command.success) return faults(command.error)
    return answer(await addNeighbourhood(db, scope, { requestId, areaId: area.areaId, today, command: command.data }))
  }
  const one = ofNeighbourhood.safeParse({ requestId, neighbourhoodId: form.get('neighbourhoodId') })
  if (!one.success) return refuse(null, [])
  if (intent === 'cells') {
    const cellIds = z
      .array(z.uuid())
      .max(20)
      .safeParse(form.getAll('cellIds').filter((id) => id !== ''))
    return cellIds.success
      ? answer(await tieCells(db, scope, { ...one.data, cellIds: cellIds.data, today }))
      : refuse(null, ['cellIds'])
  }
  if (intent === 'end-neighbourhood') {
    const version = z.coerce.number().int().min(1).safeParse(form.get('version'))
    return version.success
      ? answer(await endNeighbourhood(db, scope, { ...one.data, version: version.data, today }))
      : refuse(null, [])
  }
  return refuse(null, [])
}
