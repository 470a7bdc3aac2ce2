import type { TallyRow } from '@nq15/db/ratings/tally.read'
import { tallyRecordPatchSchema, votesPatchSchema } from '@nq15/domain/ratings'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { type SavedTally, type SaveTallyRefusal, saveTally } from '@nq15/use-cases/ratings/save-tally'
import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { idFrom, yearFrom } from '../server/found.server.ts'
import { findScope } from '../server/session.server.ts'
import { answerAll, type GivenSave, type GivenSaves, shownValues, takeSaves } from './save-batch.server.ts'
import type { SaveAnswer } from './tally-post.ts'

const sheet = z.object({
  campaignId: z.uuid(),
  round: z.union([z.literal(1), z.literal(2)]),
  entry: z.union([z.literal(1), z.literal(2)]),
})

/** Saves typed cells of a count record and of votes, as the browser's queue sends them together; answers JSON. */
export function workspaceSaveAction(args: ActionFunctionArgs): Promise<Response> {
  yearFrom(args.params['year'])
  const organizationId = idFrom(args.params['cellId'])
  return takeSaves(args, (person, given) => saveSheet(person, organizationId, given))
}

type Part = { readonly save: GivenSave } & (
  | { readonly record: z.infer<typeof tallyRecordPatchSchema>; readonly complete: boolean | null }
  | { readonly caseId: string; readonly votes: z.infer<typeof votesPatchSchema> }
)

async function saveSheet(person: SignedIn, organizationId: string, given: GivenSaves) {
  const { requestId, saves } = given
  const of = sheet.safeParse(given)
  if (!of.success) return answerAll(saves, { state: 'refused', code: 'BAD_FORM' })
  const answers: Record<string, SaveAnswer> = {}
  const parts: Part[] = []
  for (const save of saves) {
    const part = partOf(save)
    if (typeof part === 'string') answers[save.requestId] = { state: 'refused', code: part }
    else parts.push(part)
  }
  if (parts.length === 0) return answers
  const record = parts.find((part) => 'record' in part)
  const command = {
    ...{ requestId, organizationId, ...of.data, now: new Date() },
    ...(record
      ? {
          record: {
            version: record.save.version,
            patch: record.record,
            ...(record.complete === null ? {} : { complete: record.complete }),
          },
        }
      : {}),
    votes: parts.flatMap((part) =>
      'votes' in part ? [{ caseId: part.caseId, version: part.save.version, patch: part.votes }] : [],
    ),
  }
  // A secretary works as such; whoever only counts comes with that proof. Each finds only the cells of its own.
  for (const permission of ['rating:work', 'rating:tally'] as const) {
    const scope = findScope(person, permission)
    if (!scope) continue
    const saved = await saveTally(appResources().db, scope, command)
    if (!saved.ok && saved.refusal.code === 'NOT_FOUND') continue
    for (const part of parts) answers[part.save.requestId] = answerOf(part, saved)
    return answers
  }
  return null
}

/** What a save is about; a code when it is nothing that can be stored. */
function partOf(save: GivenSave): Part | 'BAD_FORM' | 'NOT_A_COUNT' {
  if (save.row === 'record') {
    const { complete, ...fields } = save.patch
    const record = tallyRecordPatchSchema.safeParse(fields)
    if (!record.success) return 'NOT_A_COUNT'
    return { save, record: record.data, complete: complete === undefined ? null : complete === 'true' }
  }
  const caseId = z.uuid().safeParse(save.row.replace(/^votes\//, ''))
  if (!caseId.success) return 'BAD_FORM'
  const votes = votesPatchSchema.safeParse(save.patch)
  return votes.success ? { save, caseId: caseId.data, votes: votes.data } : 'NOT_A_COUNT'
}

type Saved = Awaited<ReturnType<typeof saveTally>>

function answerOf(part: Part, saved: Saved): SaveAnswer {
  if (!saved.ok) return refusedOf(part, saved.refusal)
  const version = 'record' in part ? saved.value.record : saved.value.votes[part.caseId]
  if (version === undefined) return { state: 'refused', code: 'NOT_FOUND' }
  return version === null ? conflictOf(part, saved.value) : { state: 'saved', version }
}

function refusedOf(part: Part, refusal: SaveTallyRefusal): SaveAnswer {
  if (refusal.code === 'ENTRY_OF_ANOTHER') return { state: 'refused', code: refusal.code, name: refusal.enteredByName }
  return refusal.code === 'CHANGED_MEANWHILE' && 'theirs' in refusal
    ? conflictOf(part, refusal)
    : { state: 'refused', code: refusal.code }
}

function conflictOf(part: Part, { theirs }: Pick<SavedTally, 'theirs'>): SaveAnswer {
  const row = theirs && rowOf(part, theirs)
  if (!theirs || !row) return { state: 'refused', code: 'CHANGED_MEANWHILE' }
  const at = new Date().toISOString()
  return {
    state: 'conflict',
    theirs: { version: row.version, values: shownValues(row), who: theirs.enteredByName, at },
  }
}

function rowOf(part: Part, { votes, settlements: _, ...head }: TallyRow) {
  return 'record' in part ? head : votes.find((one) => one.caseId === part.caseId)
}
