import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'

/** An event as it is put into the outbox. */
export type NewEvent = {
  readonly type: string
  readonly organizationId: string | null
  readonly recordTable: string
  readonly recordId: string | null
  readonly payload: unknown
}

/** Puts an event into the outbox in this transaction, under whoever acts in it; also in the sign-in's. Answers its id. */
export async function insertEvent(tx: Tx, event: NewEvent): Promise<string> {
  const id = newId()
  const { type, organizationId, recordTable, recordId, payload } = event
  await tx.$executeRaw`select app.emit(${id}::uuid, ${type}, ${organizationId}::uuid, ${recordTable}, ${recordId}::uuid,
    ${JSON.stringify(payload)}::jsonb)`
  return id
}
