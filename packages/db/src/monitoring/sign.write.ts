import type { PeriodStart, SignalFacts, SignKind } from '@nq15/domain/monitoring'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import type { Scope } from '../scope.ts'

/** A sign that a run met. */
export type MetSign = {
  readonly organizationId: string
  readonly code: string
  readonly kind: SignKind
  readonly subject: string
  readonly subjectName: string | null
  readonly since: PeriodStart
  readonly facts: SignalFacts
}

/** Of what a run could not know: a sign stays open where its figures are missing or hidden. */
export type UnknownCode = { readonly organizationId: string; readonly code: string; readonly subject: string }

export type KeptSigns = {
  readonly raised: readonly {
    readonly signId: string
    readonly organizationId: string
    readonly code: string
    readonly kind: string
    readonly alarmId: string | null
  }[]
  readonly cleared: number
}

/**
 * Keeps what a run met: a sign that goes on gets the latest numbers and does not speak again, a new one is raised with its
 * question, one that is met no more is cleared and its question closed. Five statements whatever the number.
 */
export async function keepSigns(
  tx: Tx,
  _scope: Scope,
  given: {
    readonly organizationIds: readonly string[]
    readonly month: PeriodStart
    readonly observedOn: LegalDay
    readonly dueOn: LegalDay
    readonly met: readonly MetSign[]
    readonly unknown: readonly UnknownCode[]
    readonly resultIds: ReadonlyMap<string, string>
  },
): Promise<KeptSigns> {
  const { month, observedOn, dueOn } = given
  const rows = JSON.stringify(
    given.met.map(({ facts, ...sign }) => ({
      ...sign,
      facts,
      id: newId(),
      alarmId: newId(),
      resultId: given.resultIds.get(sign.organizationId) ?? null,
    })),
  )
  const ids = [...given.organizationIds]
  await tx.$executeRaw`
    update sign_record s set latest = r.facts, month = ${month}::date, changed_at = clock_timestamp(), version = s.version + 1,
        result_id = coalesce(r."resultId", s.result_id)
      from jsonb_to_recordset(${rows}::jsonb) as r ("organizationId" uuid, code text, kind text, subject text, facts jsonb, "resultId" uuid)
     where s.state = 'open' and (s.organization_id, s.code, s.kind, s.subject) = (r."organizationId", r.code, r.kind, r.subject)
       and s.month <= ${month}::date and s.latest is distinct from r.facts`
  const cleared = await tx.$queryRaw<{ id: string }[]>`
    update sign_record s set state = 'cleared', cleared_on = ${observedOn}::date, changed_at = clock_timestamp(), version = s.version + 1
     where s.organization_id = any (${ids}::uuid[]) and s.state = 'open' and s.kind <> 'manual' and s.month <= ${month}::date
       and not exists (select from jsonb_to_recordset(${rows}::jsonb) as r ("organizationId" uuid, code text, kind text, subject text)
         where (s.organization_id, s.code, s.kind, s.subject) = (r."organizationId", r.code, r.kind, r.subject))
       and not exists (select from jsonb_to_recordset(${JSON.stringify(given.unknown)}::jsonb) as u ("organizationId" uuid, code text, subject text)
         where (s.organization_id, s.code, s.subject) = (u."organizationId", u.code, u.subject))
    returning s.id::text`
  if (cleared.length > 0) {
    await tx.$executeRaw`
      update alarm set state = 'closed', closed_on = ${observedOn}::date, version = version + 1
       where sign_id = any (${cleared.map(({ id }) => id)}::uuid[]) and state <> 'closed'`
  }
  const raised = await tx.$queryRaw<{ id: string; organizationId: string; code: string; kind: string }[]>`
    insert into sign_record (id, organization_id, code, kind, subject, subject_name, since, month, observed_on, first, latest, result_id)
    select r.id, r."organizationId", r.code, r.kind, r.subject, r."subjectName", r.since, ${month}::date, ${observedOn}::date, r.facts, r.facts, r."resultId"
      from jsonb_to_recordset(${rows}::jsonb) as r (id uuid, "organizationId" uuid, code text, kind text, subject text, "subjectName" text, since date,
        facts jsonb, "resultId" uuid)
     where not exists (select from sign_record s where s.state = 'open'
       and (s.organization_id, s.code, s.kind, s.subject) = (r."organizationId", r.code, r.kind, r.subject))
    returning id::text, organization_id::text as "organizationId", code, kind`
  const asking = raised.filter(({ kind }) => asks.has(kind)).map((sign) => ({ ...sign, alarmId: newId() }))
  await insertAlarms(tx, asking, { raisedOn: observedOn, dueOn })
  const alarmOf = new Map(asking.map(({ id, alarmId }) => [id, alarmId]))
  return {
    raised: raised.map(({ id, ...sign }) => ({ ...sign, signId: id, alarmId: alarmOf.get(id) ?? null })),
    cleared: cleared.length,
  }
}

/** Kinds of signs that raise a question; the others are shown and ask nobody. */
const asks: ReadonlySet<string> = new Set(['red', 'contradiction', 'manual'])

async function insertAlarms(
  tx: Tx,
  signs: readonly { readonly id: string; readonly organizationId: string; readonly alarmId: string }[],
  { raisedOn, dueOn }: { readonly raisedOn: LegalDay; readonly dueOn: LegalDay },
): Promise<void> {
  if (signs.length === 0) return
  await tx.$executeRaw`
    insert into alarm (id, organization_id, sign_id, raised_on, due_on)
    select r."alarmId", r."organizationId", r.id, ${raisedOn}::date, ${dueOn}::date
      from jsonb_to_recordset(${JSON.stringify(signs)}::jsonb) as r (id uuid, "organizationId" uuid, "alarmId" uuid)`
}

/** A sign that people record, with its evidence; null when one of this code is open already. */
export async function insertManualSign(
  tx: Tx,
  { actor }: Scope,
  sign: {
    readonly organizationId: string
    readonly code: string
    readonly evidence: string
    readonly since: LegalDay
    readonly month: PeriodStart
    readonly observedOn: LegalDay
    readonly dueOn: LegalDay
  },
): Promise<{ signId: string; alarmId: string } | null> {
  const [id, alarmId] = [newId(), newId()]
  const facts = JSON.stringify({ code: sign.code, kind: 'manual' })
  const made = await tx.$executeRaw`
    insert into sign_record (id, organization_id, code, kind, since, month, observed_on, first, latest, evidence, recorded_by, recorded_by_name)
    values (${id}::uuid, ${sign.organizationId}::uuid, ${sign.code}, 'manual', ${sign.since}::date, ${sign.month}::date, ${sign.observedOn}::date,
      ${facts}::jsonb, ${facts}::jsonb, ${sign.evidence}, ${actor.userId}::uuid, ${actor.name})
    on conflict (organization_id, code, kind, subject) where state = 'open' do nothing`
  if (made === 0) return null
  await insertAlarms(tx, [{ id, organizationId: sign.organizationId, alarmId }], {
    raisedOn: sign.observedOn,
    dueOn: sign.dueOn,
  })
  return { signId: id, alarmId }
}
