import { findCase } from '@nq15/db/ratings/case.read'
import { type ItemEntry, itemScoresSchema, type ScoreSheet, type SheetItem } from '@nq15/domain/ratings'
import { readSheet, scoreBySheet } from '@nq15/use-cases/ratings/score-by-sheet'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'

const workers = ['rating:work', 'rating:self'] as const

/** The proof under which a person sees this case: of the cell's work first, else as its own. */
async function gate(args: LoaderFunctionArgs) {
  const { person } = await requireAnyPermission(args, workers)
  const caseId = idFrom(args.params['caseId'])
  const { db } = appResources()
  for (const permission of workers) {
    const scope = findScope(person, permission)
    const row = scope && (await db.asReader(scope, (tx) => findCase(tx, scope, caseId)))
    if (scope && row) return { scope, row, db, own: permission === 'rating:self' }
  }
  throw data(null, { status: 404 })
}

/** The sheet of a case with what was scored on it, by the member and as appraised. */
export async function scoreLoader(args: LoaderFunctionArgs) {
  const { scope, row, db, own } = await gate(args)
  const view = await readSheet(db, scope, row.id)
  if (!view.ok) throw data(null, { status: 404 })
  const mine = row.memberId === scope.actor.memberId
  const asked = new URL(args.request.url).searchParams.get('stage')
  const stage =
    own || (mine && asked !== 'appraised') || asked === 'self'
      ? 'self'
      : asked === 'appraised' || !mine
        ? 'appraised'
        : 'self'
  const entered = view.value.stages[stage]
  return {
    year: yearFrom(args.params['year']),
    caseId: row.id,
    name: row.fullName,
    own: own || mine,
    mayAppraise: !own,
    stage,
    requestId: crypto.randomUUID(),
    sheet: view.value.sheet,
    entered,
    other: view.value.stages[stage === 'self' ? 'appraised' : 'self']?.scored ?? null,
  }
}

const frame = z.object({
  requestId: z.uuid(),
  version: z.coerce.number().int().min(0),
  stage: z.enum(['self', 'appraised']),
})

/** Saves the scores of a sheet as the form gives them: an item left empty is not scored yet, never zero. */
export async function scoreAction(args: ActionFunctionArgs) {
  const { scope, row, db } = await gate(args)
  const typed = Object.fromEntries(await args.request.formData())
  const form = frame.safeParse(typed)
  const view = found((await readSheet(db, scope, row.id).then((read) => (read.ok ? read.value : null))) ?? null)
  if (!form.success || view.sheet === null) return data(answerOf('NO_SHEET'), { status: 422 })
  const scores = itemScoresSchema.safeParse(scoresOf(view.sheet, typed))
  if (!scores.success) return data(answerOf('FORM_INCOMPLETE'), { status: 422 })
  const saved = await scoreBySheet(db, scope, { ...form.data, caseId: row.id, scores: scores.data, now: new Date() })
  if (saved.ok) return data({ ...answerOf(null), missing: saved.value.scored.missing.length })
  if (saved.refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
  const faults = 'faults' in saved.refusal ? saved.refusal.faults : []
  return data(
    { ...answerOf(saved.refusal.code), faults },
    { status: saved.refusal.code === 'SCORES_INVALID' ? 422 : 409 },
  )
}

type Refusal = Extract<Awaited<ReturnType<typeof scoreBySheet>>, { ok: false }>['refusal']
type Faults = Extract<Refusal, { code: 'SCORES_INVALID' }>['faults']
const answerOf = (refusal: Refusal['code'] | 'FORM_INCOMPLETE' | null) => ({
  refusal,
  faults: [] as Faults,
  missing: null as number | null,
})

function scoresOf(sheet: ScoreSheet, typed: Readonly<Record<string, FormDataEntryValue>>) {
  const text = (name: string) => String(typed[name] ?? '').trim()
  const items: SheetItem[] = [
    ...sheet.general.flatMap((group) => group.items),
    ...(sheet.results.kind === 'ITEMS'
      ? sheet.results.groups.flatMap((group) => group.items)
      : sheet.results.axes.map(({ code, text: name }) => ({ code, text: name, max: '0', mode: 'FREE' as const }))),
    ...(sheet.bonus?.items ?? []).map((item) => ({ ...item, mode: 'FREE' as const })),
  ]
  const entries = items.flatMap(({ code, mode }): [string, ItemEntry][] => {
    const reason = text(`na-${code}`)
    if (reason !== '') return [[code, { kind: 'not-applicable', reason }]]
    const value = text(`score-${code}`)
    if (mode === 'DERIVED' || value === '') return []
    if (mode === 'BINARY') return [[code, { kind: 'met', met: value === 'yes' }]]
    if (mode === 'BAND') return [[code, { kind: 'band', band: text(`band-${code}`), points: value }]]
    return [[code, { kind: 'points', points: value }]]
  })
  const axes = sheet.results.kind === 'AXES' ? sheet.results.axes : []
  return {
    entries: Object.fromEntries(entries),
    axisMaxima: Object.fromEntries(
      axes.flatMap(({ code }) => (text(`max-${code}`) === '' ? [] : [[code, text(`max-${code}`)]])),
    ),
  }
}
