import type { Database } from '@nq15/db/client'
import { findCase } from '@nq15/db/ratings/case.read'
import { findMeeting, type MeetingRow } from '@nq15/db/ratings/meeting.read'
import { openMeeting, saveMeetingPerson, saveMeeting as storeMeeting } from '@nq15/db/ratings/meeting.write'
import type { Scope } from '@nq15/db/scope'
import type { MeetingPatch, MeetingPersonPatch } from '@nq15/domain/ratings'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { actOnce } from './act-once.ts'
import { definedFields } from './defined-fields.ts'
import { type OpenFileRefusal, openFileForWork } from './open-file.ts'

export type SaveMeetingRefusal =
  | Exclude<OpenFileRefusal, { code: 'CHANGED_MEANWHILE' }>
  | { readonly code: 'CHANGED_MEANWHILE'; readonly theirs: MeetingRow | null }

type Command = {
  readonly requestId: string
  readonly campaignId: string
  readonly organizationId: string
  readonly version: number
  readonly typed:
    | { readonly part: 'meeting'; readonly patch: MeetingPatch }
    | { readonly part: 'person'; readonly caseId: string; readonly patch: MeetingPersonPatch }
  readonly now: Date
}

/** Saves typed fields of the minutes of a cell's review meeting, of its head or of one person, for `rating:work`. */
export async function saveMeeting(
  db: Database,
  scope: Scope,
  { requestId, version, typed, now, ...of }: Command,
): Promise<Result<{ version: number }, SaveMeetingRefusal>> {
  const act = { requestId, useCase: 'save-meeting', permissions: ['rating:work'] } as const
  return actOnce<Result<{ version: number }, SaveMeetingRefusal>>(db, scope, act, async (tx) => {
    const work = await openFileForWork(tx, scope, { ...of, now })
    if (!work.ok)
      return work.refusal.code === 'CHANGED_MEANWHILE'
        ? refuse({ code: 'CHANGED_MEANWHILE', theirs: null })
        : refuse({ code: work.refusal.code })
    const meetingId = await openMeeting(tx, scope, of)
    if (typed.part === 'meeting') {
      // The row is made by the first typing, so version 0 of the page is version 1 here.
      const patch = definedFields(typed.patch)
      const saved = await storeMeeting(tx, scope, { id: meetingId, version: Math.max(1, version), patch, at: now })
      return saved === null ? refuse(await conflict()) : ok({ version: saved })
    }
    const row = await findCase(tx, scope, typed.caseId)
    if (!row || row.organizationId !== of.organizationId || row.campaignId !== of.campaignId)
      return refuse({ code: 'NOT_FOUND' })
    const person = { meetingId, of: row, version, patch: definedFields(typed.patch), at: now }
    const saved = await saveMeetingPerson(tx, scope, person)
    return saved === null ? refuse(await conflict()) : ok({ version: saved })

    async function conflict() {
      return { code: 'CHANGED_MEANWHILE', theirs: await findMeeting(tx, scope, of) } as const
    }
  })
}
