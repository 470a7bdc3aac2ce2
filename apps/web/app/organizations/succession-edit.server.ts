import { listMembers } from '@nq15/db/members/member-list.read'
import { listKnownCodes } from '@nq15/db/organizations/succession-case.read'
import { roles } from '@nq15/domain/access'
import { addDays, todayInHanoi } from '@nq15/domain/calendar'
import { orgSectors, orgTypes, successionKinds } from '@nq15/domain/organizations'
import { saveSuccession, submitSuccession } from '@nq15/use-cases/organizations/prepare-succession'
import { previewSuccession, type SuccessionPreview } from '@nq15/use-cases/organizations/preview-succession'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { successionHand } from '../server/service.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'
import { formatDay } from '../ui/format.ts'
import { organizationWords } from './organization-words.server.ts'
import { readSuccessionForm } from './succession-form.server.ts'
import { type SaidFinding, sayFindings } from './succession-words.server.ts'

/** The draft of a change as fields, with every choice that its plan still asks for; an empty one under `new`. */
export async function successionEditLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'organization:write')
  const words = organizationWords(args.request)
  const lists = {
    kinds: successionKinds.map((value) => ({ value, label: words.act(value) })),
    orgTypes: orgTypes.map((value) => ({ value, label: words.kind(value) })),
    sectors: orgSectors.map((value) => ({ value, label: words.sector(value) ?? value })),
    today: todayInHanoi(new Date()),
    requestId: crypto.randomUUID(),
  }
  const caseId = args.params['successionId']
  if (caseId === undefined)
    return {
      ...lists,
      caseId: null,
      version: 1,
      title: null,
      state: 'draft' as const,
      returnReason: null,
      draft: null,
      findings: [] as SaidFinding[],
    }
  const { db } = appResources()
  const preview = await previewSuccession(db, { reader: scope, hand: successionHand(person) }, idFrom(caseId))
  if (!preview.ok) throw data(null, { status: 404 })
  const { found: kept, plan } = preview.value
  if (kept.state !== 'draft' && kept.state !== 'returned') throw redirect(`/successions/${kept.caseId}`)
  const memberScope = findScope(person, 'member:read')
  const day = addDays(kept.effectiveOn, -1)
  const { codes, members } = await db.asReader(memberScope ?? scope, async (tx) => ({
    codes: await listKnownCodes(tx, scope, { organizationIds: [...codesWanted(preview.value)], day }),
    // Only who keeps the members chooses for them one by one; others place whole cells.
    members:
      memberScope !== null && (kept.kind === 'split' || kept.kind === 'dissolution')
        ? (
            await listMembers(tx, memberScope, {
              day,
              organizationId: kept.proposal.predecessorIds[0] ?? null,
              status: null,
              text: '',
              offset: 0,
              limit: 400,
            })
          ).rows
        : [],
  }))
  return {
    ...lists,
    caseId: kept.caseId,
    version: kept.version,
    title: kept.title,
    state: kept.state,
    returnReason: kept.returnReason,
    findings: sayFindings(args.request, preview.value),
    draft: draftOf(preview.value, { codes, members, plan }),
  }
}

function codesWanted({ found: kept, plan }: SuccessionPreview): Set<string> {
  const { predecessorIds, successors, places, homes, cellHomes } = kept.proposal
  return new Set([
    ...predecessorIds,
    ...successors.flatMap(({ organizationId, parentId }) => [organizationId, ...(parentId ? [parentId] : [])]),
    ...places.map(({ successorId }) => successorId),
    ...[...homes, ...cellHomes].map(({ organizationId }) => organizationId),
    ...plan.tree.moved.map(({ organizationId }) => organizationId),
  ])
}

type About = {
  readonly codes: ReadonlyMap<string, string>
  readonly members: readonly { readonly memberId: string; readonly fullName: string; readonly cellId: string }[]
  readonly plan: SuccessionPreview['plan']
}

function draftOf({ found: kept, names, accounts }: SuccessionPreview, { codes, members, plan }: About) {
  const { proposal } = kept
  const { decision, predecessorIds, successors } = proposal
  const codeOf = (id: string | null) => (id === null ? '' : (codes.get(id) ?? ''))
  const successorIds = successors.map(({ organizationId }) => organizationId)
  const goalOf = (id: string | undefined) => (id === undefined ? '' : successorIds.includes(id) ? id : codeOf(id))
  const asksMembers = proposal.kind === 'split' || proposal.kind === 'dissolution'
  const cells = asksMembers
    ? [
        ...new Set(
          plan.movements
            .filter(({ kind, memberId }) => kind === 'members' && memberId !== null)
            .map(({ fromId }) => fromId),
        ),
      ]
    : []
  return {
    kind: proposal.kind,
    effectiveOn: formatDay(proposal.effectiveOn),
    number: decision.number,
    decidedOn: decision.decidedOn === null ? '' : formatDay(decision.decidedOn),
    signerName: decision.signerName,
    signerTitle: decision.signerTitle,
    predecessors: predecessorIds.map((id) => ({ id, code: codeOf(id), name: names.get(id) ?? '' })),
    successors: successors.map((one) => ({
      id: one.organizationId,
      standing: one.isNew ? '' : codeOf(one.organizationId),
      label: one.name ?? names.get(one.organizationId) ?? '',
      code: one.code ?? '',
      name: one.name ?? '',
      kind: one.kind ?? '',
      sector: one.sector ?? '',
      parent: codeOf(one.parentId),
    })),
    inherits: plan.tree.gone.flatMap((predecessorId) =>
      successors.map(({ organizationId, name }) => ({
        field: `inherit:${predecessorId}:${organizationId}`,
        from: names.get(predecessorId) ?? '',
        to: name ?? names.get(organizationId) ?? '',
        value: answerOf(
          proposal.inherits.find((one) => one.predecessorId === predecessorId && one.successorId === organizationId),
        ),
      })),
    ),
    children: (proposal.kind === 'merger' ? [] : childrenOf(kept.proposal, plan)).map((id) => ({
      field: `place:${id}`,
      name: names.get(id) ?? codeOf(id),
      value: goalOf(proposal.places.find((one) => one.organizationId === id)?.successorId),
    })),
    cells: cells.map((id) => ({
      field: `rest:${id}`,
      name: names.get(id) ?? '',
      count: plan.movements.filter(
        ({ kind, fromId, memberId }) => kind === 'members' && fromId === id && memberId !== null,
      ).length,
      value: goalOf(proposal.cellHomes.find((one) => one.cellId === id)?.organizationId),
    })),
    members: members
      .filter(({ cellId }) => cells.includes(cellId))
      .map(({ memberId, fullName }) => ({
        field: `home:${memberId}`,
        name: fullName,
        value: goalOf(proposal.homes.find((one) => one.memberId === memberId)?.organizationId),
      })),
    choices: plan.movements
      .filter(({ kind, fate }) => kind === 'grants' && (fate === 'moved' || fate === 'ended'))
      .map(({ recordId, userId, role, fromId }) => ({
        field: `choice:grants:${recordId}`,
        name: accounts.get(userId ?? '') ?? '',
        role: roles.find((one) => one === role) ?? null,
        place: names.get(fromId) ?? '',
        value: proposal.choices.find((one) => one.recordId === recordId)?.successorId ?? '',
      })),
  }
}

const answerOf = (said: { inherits: boolean } | undefined) => (said === undefined ? '' : said.inherits ? 'yes' : 'no')
/** Everybody directly below, also who was placed with the one that lives on and therefore does not move. */
const childrenOf = ({ places }: SuccessionPreview['found']['proposal'], { tree }: SuccessionPreview['plan']) => [
  ...new Set([
    ...tree.moved.map(({ organizationId }) => organizationId),
    ...places.map(({ organizationId }) => organizationId),
  ]),
]

const frame = z.object({
  requestId: z.uuid(),
  version: z.coerce.number().int(),
  intent: z.enum(['save', 'preview', 'submit']),
})

/** Saves the draft; "preview" goes on to what it does, "submit" hands it in to be decided. */
export async function successionEditAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'organization:write')
  const caseId = args.params['successionId'] === undefined ? null : idFrom(args.params['successionId'])
  const form = await args.request.formData()
  const sent = frame.safeParse(Object.fromEntries(form))
  if (!sent.success) throw data(null, { status: 422 })
  const { requestId, version, intent } = sent.data
  const { db } = appResources()
  const typed = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')) as Record<string, string>
  const { proposal, faults } = await db.asReader(scope, (tx) => readSuccessionForm(tx, scope, form))
  if (proposal === null || faults.length > 0)
    return data({ faults, refusal: null, typed, saved: false }, { status: 422 })
  const saved = await saveSuccession(db, scope, { requestId, caseId, version, proposal })
  if (!saved.ok) {
    found(saved.refusal.code === 'NOT_FOUND' ? null : true)
    return data({ faults, refusal: saved.refusal.code, typed, saved: false }, { status: 409 })
  }
  if (intent === 'submit') {
    const at = { requestId: crypto.randomUUID(), caseId: saved.value.caseId, version: saved.value.version }
    const handed = await submitSuccession(db, scope, at)
    if (!handed.ok) return data({ faults, refusal: handed.refusal.code, typed, saved: true }, { status: 409 })
  }
  throw redirect(
    intent === 'save' ? `/successions/${saved.value.caseId}/edit?saved=1` : `/successions/${saved.value.caseId}`,
  )
}
