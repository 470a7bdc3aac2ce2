import {
  changeUnitLevelSchema,
  recordUnitFactSchema,
  recordUnitOpinionSchema,
  unitReportPatchSchema,
} from '@nq15/domain/ratings'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { changeUnitLevel } from '@nq15/use-cases/ratings/change-unit-level'
import { moveCellFile } from '@nq15/use-cases/ratings/move-cell-file'
import { moveUnit, unitMoves } from '@nq15/use-cases/ratings/move-unit'
import { recordUnitFact, recordUnitOpinion, takeBackUnitFact } from '@nq15/use-cases/ratings/record-unit'
import { saveUnitReport } from '@nq15/use-cases/ratings/save-unit-report'
import type { ActionFunctionArgs } from '@remix-run/node'
import { data } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { findScope } from '../server/session.server.ts'
import { parseDay } from '../ui/format.ts'

/** What a form about a unit answers: done, fields to mend, or why it was refused. */
export type UnitAnswer =
  | { readonly done: string; readonly version?: number }
  | { readonly errors: Readonly<Record<string, string>> }
  | {
      readonly refusal: {
        readonly code: string
        readonly fields: readonly string[]
        readonly blocks: readonly string[]
      }
    }

const frame = z.object({ intent: z.string(), requestId: z.uuid(), caseId: z.uuid() })
const versioned = z.object({ version: z.coerce.number().int().min(0) })

type Refused = {
  readonly ok: false
  readonly refusal: {
    readonly code: string
    readonly faults?: readonly unknown[]
    readonly blocks?: readonly { readonly code: string; readonly weight: string }[]
  }
}
type Answered = { readonly ok: true; readonly value: unknown } | Refused

/** Does one act of a form on a unit for whoever may; the same for its own page and for the workspace of the appraisal. */
export async function actOnUnit({ request }: ActionFunctionArgs, person: SignedIn) {
  const sent = Object.fromEntries(await request.formData())
  const of = frame.safeParse(sent)
  if (!of.success) return malformed({ intent: 'malformed' })
  const { intent, requestId, caseId } = of.data
  const base = { requestId, caseId, now: new Date() }
  const { db } = appResources()
  const report = findScope(person, 'unit:report')
  const appraise = findScope(person, 'unit:appraise')
  // A person may hold both rights: the place his grants name decides, so the one that is refused as strange yields to the other.
  const asEither = async (act: (scope: NonNullable<typeof report>) => Promise<Answered>) => {
    let answer: Answered = { ok: false, refusal: { code: 'NOT_FOUND' } }
    for (const scope of [appraise, report]) {
      if (!scope) continue
      answer = await act(scope)
      if (answer.ok || answer.refusal.code !== 'NOT_FOUND') return answer
    }
    return answer
  }

  if (intent === 'report') {
    const version = versioned.safeParse(sent)
    const { intent: _, requestId: __, caseId: ___, version: ____, ...fields } = sent
    const patch = unitReportPatchSchema.safeParse(fields)
    if (!version.success || !patch.success) return malformed(faultsOf(patch.error))
    if (!report) return say(intent, { ok: false, refusal: { code: 'NOT_FOUND' } })
    return say(intent, await saveUnitReport(db, report, { ...base, version: version.data.version, patch: patch.data }))
  }
  const move = unitMoves.find((one) => one === intent)
  if (move) {
    const form = versioned.extend({ reason: z.string().max(2_000).default('') }).safeParse(sent)
    if (!form.success) return malformed(faultsOf(form.error))
    return say(intent, await asEither((scope) => moveUnit(db, scope, { ...base, ...form.data, move })))
  }
  if (intent === 'change-level') {
    const form = changeUnitLevelSchema.and(versioned).safeParse(sent)
    if (!form.success) return malformed(faultsOf(form.error))
    return say(intent, await asEither((scope) => changeUnitLevel(db, scope, { ...base, ...form.data })))
  }
  if (!appraise) return say(intent, { ok: false, refusal: { code: 'NOT_FOUND' } })
  if (intent === 'fact') {
    const form = recordUnitFactSchema.safeParse({ ...sent, decidedOn: dayIn(sent['decidedOn']) })
    if (!form.success) return malformed(faultsOf(form.error))
    return say(intent, await recordUnitFact(db, appraise, { ...base, ...form.data }))
  }
  if (intent === 'withdraw-fact') {
    const form = z.object({ factId: z.uuid(), reason: z.string().trim().min(1).max(500) }).safeParse(sent)
    if (!form.success) return malformed(faultsOf(form.error))
    return say(intent, await takeBackUnitFact(db, appraise, { ...base, ...form.data }))
  }
  if (intent === 'opinion') {
    const form = recordUnitOpinionSchema.safeParse({ ...sent, givenOn: dayIn(sent['givenOn']) })
    if (!form.success) return malformed(faultsOf(form.error))
    return say(intent, await recordUnitOpinion(db, appraise, { ...base, ...form.data }))
  }
  return malformed({ intent: 'malformed' })
}

/** Forwards or returns a cell's file that lies with the level between. */
export async function actOnFileThrough(person: SignedIn, { campaignId, form }: { campaignId: string; form: FormData }) {
  const parsed = z
    .object({
      intent: z.enum(['file-forward', 'file-return']),
      requestId: z.uuid(),
      cellId: z.uuid(),
      version: z.coerce.number().int().min(0),
      reason: z.string().max(2_000).default(''),
    })
    .safeParse(Object.fromEntries(form))
  const scope = findScope(person, 'unit:report')
  if (!parsed.success || !scope) return malformed({ intent: 'malformed' })
  const { intent, cellId: organizationId, ...rest } = parsed.data
  const move = intent === 'file-forward' ? 'forward' : 'return'
  return say(
    intent,
    await moveCellFile(appResources().db, scope, { ...rest, campaignId, organizationId, move, now: new Date() }),
  )
}

const dayIn = (typed: unknown): string => (typeof typed === 'string' ? (parseDay(typed) ?? typed) : '')
const malformed = (errors: Readonly<Record<string, string>>) => data<UnitAnswer>({ errors }, { status: 422 })

const faultsOf = (error: z.ZodError | undefined): Record<string, string> =>
  Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [String(path[0] ?? 'form'), message]))

function say(intent: string, answer: Answered) {
  if (answer.ok) return data<UnitAnswer>({ done: intent })
  const { code, faults = [], blocks = [] } = answer.refusal
  if (code === 'NOT_FOUND') throw data(null, { status: 404 })
  const fields = faults.flatMap((fault) =>
    typeof fault === 'object' && fault !== null && 'field' in fault ? [String(fault.field)] : [],
  )
  const standing = blocks.filter(({ weight }) => weight === 'block').map((block) => block.code)
  return data<UnitAnswer>({ refusal: { code, fields, blocks: standing } }, { status: 409 })
}
