import { tallyRecordPatchSchema, votesPatchSchema } from '@nq15/domain/ratings'
import { type SaveTallyRefusal, saveTallyRecord, saveTallyVotes } from '@nq15/use-cases/ratings/save-tally'
import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { idFrom, yearFrom } from '../server/found.server.ts'
import { findScope } from '../server/session.server.ts'
import type { Theirs } from './tally-queue.ts'
import type { SaveAnswer } from './use-tally-queue.ts'
import { signedInForScript } from './workspace.server.ts'

const command = z.object({
  requestId: z.uuid(),
  row: z.string().max(60),
  version: z.int().min(0),
  campaignId: z.uuid(),
  entry: z.union([z.literal(1), z.literal(2)]),
  patch: z.record(z.string().max(40), z.union([z.string().max(400), z.null()])),
})

const status = { saved: 200, 'signed-out': 401, conflict: 409, refused: 422 } as const
const say = (answer: SaveAnswer): Response => Response.json(answer, { status: status[answer.state] })
const refused = (code: string, name?: string) =>
  say({ state: 'refused', code, ...(name === undefined ? {} : { name }) })

/** Saves typed cells of a count record or of one person's votes, as the browser's queue sends them; answers JSON. */
export async function workspaceSaveAction(args: ActionFunctionArgs): Promise<Response> {
  const person = await signedInForScript(args)
  if (!person) return say({ state: 'signed-out' })
  yearFrom(args.params['year'])
  const organizationId = idFrom(args.params['cellId'])
  const parsed = command.safeParse(await args.request.json().catch(() => null))
  if (!parsed.success) return refused('BAD_FORM')

  const { row, patch, ...rest } = parsed.data
  const { db } = appResources()
  const now = new Date()
  const of = { ...rest, organizationId, now }
  const { complete, ...fields } = patch
  const votes = row === 'record' ? null : z.uuid().safeParse(row.replace(/^votes\//, ''))
  if (votes?.success === false) return refused('BAD_FORM')
  const record = votes ? null : tallyRecordPatchSchema.safeParse(fields)
  const levels = votes ? votesPatchSchema.safeParse(patch) : null
  if (record?.success === false || levels?.success === false) return refused('NOT_A_COUNT')

  // A secretary works as such; whoever only counts comes with that proof. Each finds only the cells of its own.
  for (const permission of ['rating:work', 'rating:tally'] as const) {
    const scope = findScope(person, permission)
    if (!scope) continue
    const saved =
      votes && levels
        ? await saveTallyVotes(db, scope, { ...of, caseId: votes.data, patch: levels.data })
        : await saveTallyRecord(db, scope, {
            ...of,
            patch: record?.data ?? {},
            ...(complete === undefined ? {} : { complete: complete === 'true' }),
          })
    if (saved.ok) return say({ state: 'saved', version: saved.value.version, at: now.toISOString() })
    if (saved.refusal.code === 'NOT_FOUND') continue
    return refusalAnswer(saved.refusal, votes?.data ?? null)
  }
  return new Response(null, { status: 404 })
}

function refusalAnswer(refusal: SaveTallyRefusal, caseId: string | null): Response {
  if (refusal.code === 'ENTRY_OF_ANOTHER') return refused(refusal.code, refusal.enteredByName)
  if (refusal.code !== 'CHANGED_MEANWHILE' || !('theirs' in refusal) || refusal.theirs === null) {
    return refused(refusal.code)
  }
  const { votes, enteredByName, ...tally } = refusal.theirs
  const row = caseId === null ? tally : votes.find((one) => one.caseId === caseId)
  if (!row) return refused(refusal.code)
  const values = Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value === null || value === undefined ? '' : String(value)]),
  )
  const theirs: Theirs = { version: row.version, values, who: enteredByName, at: new Date().toISOString() }
  return say({ state: 'conflict', theirs })
}
