import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** A promise as it is kept with its note. */
export type NewVisitPromise = {
  readonly promise: string
  readonly dueOn: LegalDay
  readonly previousId: string | null
}

/** Keeps a note after a visit in the actor's own name. */
export async function insertVisitNote(
  tx: Tx,
  scope: Scope,
  note: {
    readonly noteId: string
    readonly organizationId: string
    readonly visitedOn: LegalDay
    readonly seen: string
    readonly writtenOn: LegalDay
  },
): Promise<void> {
  const { userId, name } = scope.actor
  await tx.$executeRaw`
    insert into visit_note (id, organization_id, user_id, author_name, visited_on, seen, written_on)
    values (${note.noteId}::uuid, ${note.organizationId}::uuid, ${userId}::uuid, ${name}, ${note.visitedOn}::date, ${note.seen}, ${note.writtenOn}::date)`
}

/** Corrects the words of a note of the actor's own; false when another change came first. */
export async function reviseVisitNote(
  tx: Tx,
  scope: Scope,
  { noteId, version, seen }: { noteId: string; version: number; seen: string },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update visit_note set seen = ${seen}, version = version + 1, updated_at = now()
     where id = ${noteId}::uuid and version = ${version} and user_id = ${scope.actor.userId}::uuid`
  return changed === 1
}

/** Keeps promises of a note, set-wise. */
export async function insertVisitPromises(
  tx: Tx,
  scope: Scope,
  {
    noteId,
    organizationId,
    promises,
  }: { noteId: string; organizationId: string; promises: readonly NewVisitPromise[] },
): Promise<void> {
  if (promises.length === 0) return
  await tx.$executeRaw`
    insert into visit_promise (id, note_id, organization_id, user_id, promise, due_on, previous_id)
    select r.id, ${noteId}::uuid, ${organizationId}::uuid, ${scope.actor.userId}::uuid, r.promise, r."dueOn", r."previousId"
      from jsonb_to_recordset(${JSON.stringify(promises.map((one) => ({ ...one, id: newId() })))}::jsonb)
        as r(id uuid, promise text, "dueOn" date, "previousId" uuid)`
}

/** Writes what became of a promise of the actor's own; false when another change came first. */
export async function answerVisitPromise(
  tx: Tx,
  scope: Scope,
  of: { promiseId: string; version: number; keptOn: LegalDay | null; word: string; saidOn: LegalDay },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update visit_promise set kept_on = ${of.keptOn}::date, word = ${of.word}, said_on = ${of.saidOn}::date, version = version + 1
     where id = ${of.promiseId}::uuid and version = ${of.version} and user_id = ${scope.actor.userId}::uuid`
  return changed === 1
}
