import type { Tx } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findOrganizationByCode } from '@nq15/db/organizations/organization.read'
import type { Scope } from '@nq15/db/scope'
import { addDays } from '@nq15/domain/calendar'
import {
  orgSectors,
  orgTypes,
  type ProposedSuccessor,
  type SuccessionProposal,
  successionKinds,
  successionProposalSchema,
} from '@nq15/domain/organizations'
import { textField } from '@nq15/domain/shared'
import { z } from 'zod'
import { parseDay } from '../ui/format.ts'

/** A fault of what was typed: which field, what is wrong, and the piece that is. */
export type FormFault = {
  readonly field: string
  readonly code: 'missing' | 'malformed' | 'unknown-code'
  readonly value: string
}
export type ReadForm = { readonly proposal: SuccessionProposal | null; readonly faults: readonly FormFault[] }

const kinds = z.enum(successionKinds)
const text = (form: FormData, name: string) => textField.parse(String(form.get(name) ?? ''))
const orNull = <Value>(schema: z.ZodType<Value>, typed: string): Value | null => {
  const read = schema.safeParse(typed)
  return read.success ? read.data : null
}

/**
 * Reads the page's fields into a proposal; organizations are named by the code they carry on the eve. What the page did not
 * show keeps its answer from `kept` only as far as it still concerns somebody in the proposal.
 */
export async function readSuccessionForm(tx: Tx, scope: Scope, form: FormData): Promise<ReadForm> {
  const faults: FormFault[] = []
  const kind = orNull(kinds, text(form, 'kind'))
  const effectiveOn = parseDay(text(form, 'effectiveOn'))
  if (kind === null) faults.push({ field: 'kind', code: 'missing', value: '' })
  if (effectiveOn === null) faults.push({ field: 'effectiveOn', code: 'malformed', value: text(form, 'effectiveOn') })
  const decidedTyped = text(form, 'decidedOn')
  const decidedOn = decidedTyped === '' ? null : parseDay(decidedTyped)
  if (decidedTyped !== '' && decidedOn === null)
    faults.push({ field: 'decidedOn', code: 'malformed', value: decidedTyped })
  if (kind === null || effectiveOn === null) return { proposal: null, faults }

  const day = addDays(effectiveOn, -1)
  const idOf = async (code: string, field: string): Promise<string | null> => {
    if (code === '') return null
    const named = await findOrganizationByCode(tx, scope, { code, day })
    if (!named) faults.push({ field, code: 'unknown-code', value: code })
    return named?.organizationId ?? null
  }
  const predecessorIds: string[] = []
  const codes = String(form.get('predecessors') ?? '')
    .split(/[\s,;]+/u)
    .filter(Boolean)
  for (const code of new Set(codes)) {
    const id = await idOf(code, 'predecessors')
    if (id !== null) predecessorIds.push(id)
  }

  const successors: ProposedSuccessor[] = []
  const isSelf = kind === 'rename' || kind === 'transfer'
  const rows = kind === 'dissolution' ? 0 : kind === 'split' ? 6 : 1
  for (let at = 0; at < rows; at += 1) {
    const of = (name: string) => text(form, `s${at}.${name}`)
    const standingCode = of('standing')
    const typed = { code: of('code') || null, name: of('name') || null, kind: orNull(z.enum(orgTypes), of('kind')) }
    const rest = { sector: orNull(z.enum(orgSectors), of('sector')), areaCode: null }
    const parentId = await idOf(of('parent'), `s${at}.parent`)
    if (isSelf) {
      const [organizationId] = predecessorIds
      if (organizationId) successors.push({ organizationId, isNew: false, ...typed, ...rest, parentId })
      continue
    }
    if (standingCode !== '') {
      const organizationId = await idOf(standingCode, `s${at}.standing`)
      if (organizationId) successors.push({ organizationId, isNew: false, ...typed, ...rest, parentId })
      continue
    }
    if (typed.code === null && typed.name === null && of('parent') === '') continue
    const kept = orNull(z.uuid(), of('id'))
    successors.push({ organizationId: kept ?? newId(), isNew: true, ...typed, ...rest, parentId })
  }

  const successorIds = new Set(successors.map(({ organizationId }) => organizationId))
  const pairs = (prefix: string) =>
    [...form].flatMap(([name, value]) => {
      const [head, first = '', second = ''] = name.split(':')
      return head === prefix && typeof value === 'string' && value !== '' ? [{ first, second, value }] : []
    })
  const targets = async (prefix: string): Promise<{ id: string; to: string }[]> => {
    const found = []
    for (const { first, value } of pairs(prefix)) {
      const to = successorIds.has(value) ? value : await idOf(value, `${prefix}:${first}`)
      if (to !== null) found.push({ id: first, to })
    }
    return found
  }
  const proposal = successionProposalSchema.safeParse({
    kind,
    effectiveOn,
    decision: {
      number: text(form, 'number'),
      decidedOn,
      signerName: text(form, 'signerName'),
      signerTitle: text(form, 'signerTitle'),
    },
    predecessorIds,
    successors,
    inherits: pairs('inherit').flatMap(({ first, second, value }) =>
      successorIds.has(second) ? [{ predecessorId: first, successorId: second, inherits: value === 'yes' }] : [],
    ),
    places: (await targets('place')).map(({ id, to }) => ({ organizationId: id, successorId: to })),
    homes: (await targets('home')).map(({ id, to }) => ({ memberId: id, organizationId: to })),
    cellHomes: (await targets('rest')).map(({ id, to }) => ({ cellId: id, organizationId: to })),
    choices: pairs('choice').flatMap(({ first, second, value }) =>
      successorIds.has(value) ? [{ kind: first, recordId: second, successorId: value }] : [],
    ),
  })
  return { proposal: proposal.success ? proposal.data : null, faults }
}
