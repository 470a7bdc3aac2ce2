import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import { meetingPatchSchema, meetingPersonPatchSchema } from '@nq15/domain/ratings'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { type CellMeeting, readMeeting } from '@nq15/use-cases/ratings/read-meeting'
import { saveMeeting } from '@nq15/use-cases/ratings/save-meeting'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { idFrom, yearFrom } from '../server/found.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'
import { type GivenSave, oneByOne, shownValues, takeSaves } from './save-batch.server.ts'
import type { SaveAnswer } from './tally-post.ts'

const readers = ['rating:work', 'rating:tally', 'rating:board'] as const

/** The minutes of a cell's review meeting, for its secretary, its tellers and the office above it (reading). */
export async function meetingLoader(args: LoaderFunctionArgs) {
  const { person } = await requireAnyPermission(args, readers)
  const of = { year: yearFrom(args.params['year']), organizationId: idFrom(args.params['cellId']) }
  for (const permission of readers) {
    const scope = findScope(person, permission)
    const read = scope && (await readMeeting(appResources().db, scope, of))
    if (read) return shown(read, { person, ...of, mayEdit: permission === 'rating:work' && read.isOpen })
  }
  throw data(null, { status: 404 })
}

type Of = { readonly person: SignedIn; readonly organizationId: string; readonly mayEdit: boolean }

function shown({ meeting, persons, draft, ...read }: CellMeeting, { person, organizationId, mayEdit }: Of) {
  return {
    ...{ year: read.year, cellId: organizationId, cellName: read.cellName, counts: read.counts, mayEdit },
    campaignId: read.campaignId,
    draft,
    userId: person.actor.userId,
    version: meeting?.version ?? 0,
    values: {
      heldOn: meeting?.heldOn ?? '',
      beganAt: meeting?.beganAt ?? '',
      endedAt: meeting?.endedAt ?? '',
      place: meeting?.place ?? '',
      chairName: meeting?.chairName ?? '',
      secretaryName: meeting?.secretaryName ?? '',
      guests: meeting?.guests ?? '',
      conclusions: meeting?.conclusions ?? '',
      draftWhat: meeting?.draftWhat ?? '',
      draftSentTo: meeting?.draftSentTo ?? '',
      draftSentOn: meeting?.draftSentOn ?? '',
      draftLateReason: meeting?.draftLateReason ?? '',
    },
    persons: persons.map(({ caseId, name, position, notRated, row }) => ({
      ...{ caseId, name, position, notRated },
      version: row?.version ?? 0,
      values: {
        attendance: row?.attendance ?? ('' as const),
        absenceReason: row?.absenceReason ?? '',
        opinions: row?.opinions ?? '',
        committeeComment: row?.committeeComment ?? '',
      },
    })),
  }
}

/** Saves what is typed into the minutes: rows `meeting` and `person/<case>`; answers JSON. */
export function meetingSaveAction(args: ActionFunctionArgs): Promise<Response> {
  const [year, organizationId] = [yearFrom(args.params['year']), idFrom(args.params['cellId'])]
  return takeSaves(args, async (person, { saves }) => {
    const scope = findScope(person, 'rating:work')
    if (!scope) return null
    const { db } = appResources()
    const campaign = await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year))
    if (!campaign) return null
    const of = { campaignId: campaign.id, organizationId }
    return oneByOne(saves, async (save): Promise<SaveAnswer | null> => {
      const typed = typedOf(save)
      if (!typed) return { state: 'refused', code: 'BAD_FORM' }
      const { requestId, version } = save
      const saved = await saveMeeting(db, scope, { ...of, requestId, version, typed, now: new Date() })
      if (saved.ok) return { state: 'saved', version: saved.value.version }
      const { refusal } = saved
      if (refusal.code === 'NOT_FOUND') return null
      const theirs = 'theirs' in refusal ? refusal.theirs : null
      const row = typed.part === 'meeting' ? theirs : theirs?.persons.find(({ caseId }) => caseId === typed.caseId)
      if (!theirs || !row) return { state: 'refused', code: refusal.code }
      const values = shownValues(row)
      return {
        state: 'conflict',
        theirs: { version: row.version, values, who: theirs.enteredByName, at: new Date().toISOString() },
      }
    })
  })
}

function typedOf({ row, patch }: GivenSave): Parameters<typeof saveMeeting>[2]['typed'] | null {
  if (row === 'meeting') {
    const parsed = meetingPatchSchema.safeParse(patch)
    return parsed.success ? { part: 'meeting', patch: parsed.data } : null
  }
  const caseId = z.uuid().safeParse(row.replace(/^person\//, ''))
  const parsed = meetingPersonPatchSchema.safeParse(patch)
  return caseId.success && parsed.success ? { part: 'person', caseId: caseId.data, patch: parsed.data } : null
}
